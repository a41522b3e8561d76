package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
)

func load(t testing.TB, lang string) *syntax.Model {
	t.Helper()
	m, err := syntax.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// brief writes a tree as "form/TAG/relation>head", words without a blank.
func brief(tr *syntax.Tree) string {
	var b strings.Builder
	for i := range tr.Words {
		w := &tr.Words[i]
		head := "0"
		if w.Head >= 0 {
			head = tr.Words[w.Head].Form
		}
		fmt.Fprintf(&b, "%s/%s/%s>%s ", strings.ReplaceAll(w.Form, " ", "_"), w.POS, w.Rel, strings.ReplaceAll(head, " ", "_"))
	}
	return strings.TrimSpace(b.String())
}

// TestNewsWords: the beginnings of trees of sentences with words that the treebanks
// hardly know, and of headlines in title case.
func TestNewsWords(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"id", "Ukraina menuduh Iran.", "Ukraina/PROPN/nsubj>menuduh menuduh/VERB/root>0 Iran/PROPN/obj>menuduh"},
		{"id", "Rusia membantah tuduhan itu.", "Rusia/PROPN/nsubj>membantah membantah/VERB/root>0 tuduhan/NOUN/obj>membantah itu/DET/det>tuduhan"},
		{"id", "Iran mengirim drone ke Rusia.", "Iran/PROPN/nsubj>mengirim mengirim/VERB/root>0 drone/NOUN/obj>mengirim"},
		{"id", "Rudal itu diluncurkan oleh Israel.", "Rudal/NOUN/nsubj:pass>diluncurkan itu/DET/det>Rudal diluncurkan/VERB/root>0"},
		{"id", "Ukraina Tuduh Iran Bantu Rusia", "Ukraina/PROPN/nsubj>Tuduh Tuduh/VERB/root>0 Iran/PROPN/nsubj>Bantu Bantu/VERB/ccomp>Tuduh Rusia/PROPN/obj>Bantu"},
		{"id", "Iran Bantah Pasok Drone ke Rusia", "Iran/PROPN/nsubj>Bantah Bantah/VERB/root>0 Pasok/VERB/ccomp>Bantah Drone/NOUN/obj>Pasok"},
		{"id", "PBB Desak Israel Hentikan Serangan di Gaza", "PBB/PROPN/nsubj>Desak Desak/VERB/root>0 Israel/PROPN/nsubj>Hentikan Hentikan/VERB/ccomp>Desak Serangan/NOUN/obj>Hentikan"},
		{"id", "China Peringatkan AS Soal Taiwan", "China/PROPN/nsubj>Peringatkan Peringatkan/VERB/root>0 AS/PROPN/obj>Peringatkan Soal/ADP/case>Taiwan Taiwan/PROPN/obl>Peringatkan"},
		{"en", "Iran denied it.", "Iran/PROPN/nsubj>denied denied/VERB/root>0 it/PRON/obj>denied"},
		{"en", "Russia accused Ukraine of attacks.", "Russia/PROPN/nsubj>accused accused/VERB/root>0 Ukraine/PROPN/obj>accused of/ADP/case>attacks attacks/NOUN/obl>accused"},
		{"en", "The drones were supplied by Iran.", "The/DET/det>drones drones/NOUN/nsubj:pass>supplied were/AUX/aux:pass>supplied supplied/VERB/root>0"},
		{"en", "China Accuses US Of Spying", "China/PROPN/nsubj>Accuses Accuses/VERB/root>0 US/PROPN/obj>Accuses"},
		{"en", "Iran Denies Supplying Drones To Russia", "Iran/PROPN/nsubj>Denies Denies/VERB/root>0 Supplying/VERB/xcomp>Denies Drones/NOUN/obj>Supplying To/ADP/case>Russia Russia/PROPN/obl>Supplying"},
		{"en", "Israel Rejects Ceasefire Proposal", "Israel/PROPN/nsubj>Rejects Rejects/VERB/root>0 Ceasefire/NOUN/compound>Proposal Proposal/NOUN/obj>Rejects"},
		{"en", "North Korea Fires Ballistic Missile Into Sea", "North/PROPN/compound>Korea Korea/PROPN/nsubj>Fires Fires/VERB/root>0 Ballistic/ADJ/amod>Missile Missile/NOUN/obj>Fires"},
	} {
		p := load(t, c.lang).NewParser()
		txt := segment.Segment(c.text, c.lang)
		if got := brief(p.Parse(txt, 0, nil)); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
