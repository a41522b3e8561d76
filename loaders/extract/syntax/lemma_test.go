package syntax

import (
	"slices"
	"strings"
	"testing"
)

func TestLemma(t *testing.T) {
	for _, c := range []struct{ lang, pos, words string }{
		{"id", "VERB", "menuduh:tuduh menyerang:serang memukul:pukul mengirim:kirim mengatakan:kata dikatakan:kata membantah:bantah dibantah:bantah menyatakan:nyata menewaskan:tewas ditangkap:tangkap berperang:perang tertembak:tembak memperingatkan:ingat mengecam:kecam menolak:tolak menuntut:tuntut memasok:pasok menyuplai:suplai mengancam:ancam menghancurkan:hancur bertemu:temu kata:kata menginvasi:invasi"},
		{"id", "NOUN", "serangan:serang tuduhan:tuduh pernyataan:nyata pembunuhan:bunuh kesepakatan:sepakat anak-anak:anak pertemuan:temu penangkapan:tangkap bantahan:bantah"},
		{"id", "PROPN", "Beriman:beriman"},
		{"en", "VERB", "accused:accuse denied:deny struck:strike said:say bombing:bomb planned:plan hoped:hope negotiated:negotiate seizes:seize attacks:attack killed:kill invaded:invade launched:launch supplying:supply agreed:agree threatened:threaten was:be using:use warned:warn deployed:deploy withdrew:withdraw provided:provide signed:sign required:require announced:announce claimed:claim charged:charge compelled:compel passed:pass called:call fled:flee tried:try repeated:repeat targeted:target rejected:reject imposed:impose condemned:condemn produced:produce released:release"},
		{"en", "NOUN", "men:man countries:country attacks:attack crises:crisis bushes:bush series:series glasses:glass sources:source boxes:box status:status"},
		{"en", "AUX", "'ll:will is:be ca:can"},
	} {
		for _, w := range strings.Fields(c.words) {
			form, want, _ := strings.Cut(w, ":")
			if got := Lemma(c.lang, form, ParseUPOS(c.pos)); got != want {
				t.Errorf("%s: got %s, want %s", form, got, want)
			}
		}
	}
}

func TestLemmaTables(t *testing.T) {
	for _, lang := range []string{"en", "id"} {
		var lines []string
		for _, col := range readLemmas(lang) {
			lines = append(lines, strings.Join(col, "\t"))
		}
		if !slices.IsSorted(lines) || len(slices.Compact(lines)) != len(lines) {
			t.Errorf("%s: not sorted, or an entry stands twice", lang)
		}
	}
	if n := len(irregulars()); n < 250 {
		t.Errorf("%d irregular forms", n)
	}
}
