package extract_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"saksi/loaders/extract"
	"saksi/schema"
)

// line tells a statement in one line: act, speaker, target, claim.
func line(s *schema.Statement) string {
	names := func(ps []schema.Party) string {
		var out []string
		for _, p := range ps {
			if p.ID != "" {
				out = append(out, strings.TrimPrefix(string(p.ID), "actor/"))
			} else {
				out = append(out, p.Name)
			}
		}
		return strings.Join(out, "+")
	}
	theme := ""
	if t := s.Claim.Theme; t != nil && t.ID != "" {
		theme = " " + string(t.ID)
	}
	l := fmt.Sprintf("%s %s", names([]schema.Party{s.Speaker}), s.Act)
	if len(s.Targets) > 0 {
		l += " " + names(s.Targets)
	}
	l += fmt.Sprintf(": %s %s>%s%s", s.Claim.Relation, names(s.Claim.Agents), names(s.Claim.Patients), theme)
	if s.Claim.Polarity == schema.Negative {
		l += " not"
	}
	return l
}

// sentences are texts with one of the statements that must come out of them.
var sentences = []struct{ lang, text, want string }{
	{"id", "Ukraina menuduh Iran memasok Rusia dengan drone.",
		"UKR accuse IRN: supply IRN>RUS theme/drone"},
	{"id", "Ukraina menuduh Iran memasok Rusia dengan drone. Iran membantah hal ini.",
		"IRN deny: supply IRN>RUS theme/drone"},
	{"id", "Iran awalnya membantah mengirim drone ke Rusia, tetapi kemudian mengakui telah memasok beberapa.",
		"IRN admit: supply IRN>RUS theme/drone"},
	{"id", "Ukraina Tuduh Iran Bantu Rusia",
		"UKR accuse IRN: support IRN>RUS"},
	{"id", "PM Kamboja Bantah Tanam Ranjau, Thailand Ancam Balas",
		"KHM deny: deploy KHM>"},
	{"id", "Armenia berperang dengan Azerbaijan. Seminggu kemudian kedua negara saling menuduh melanggar gencatan senjata.",
		"AZE accuse ARM: violate ARM>gencatan senjata theme/ceasefire"},
	{"id", "\"Rusia menyerang rumah sakit itu,\" kata Presiden Ukraina Volodymyr Zelensky.",
		"UKR assert: attack RUS>rumah sakit itu theme/hospital"},
	{"id", "Armenia dan Azerbaijan saling menuduh melanggar gencatan senjata.",
		"ARM accuse AZE: violate AZE>gencatan senjata theme/ceasefire"},
	{"id", "Amerika Serikat, Inggris, dan Prancis menuding Suriah melakukan serangan kimia.",
		"FRA accuse SYR: attack SYR>"},
	{"id", "Menurut Kementerian Luar Negeri China, Amerika Serikat memata-matai Beijing.",
		"CHN assert: spy USA>CHN"},
	{"id", "Indonesia mengutuk serangan Israel ke Gaza.",
		"IDN condemn ISR: attack ISR>PSE"},
	{"id", "Presiden Ukraina Volodymyr Zelensky mengatakan Rusia tidak menarik pasukannya.",
		"UKR assert: withdraw RUS> theme/troops not"},
	{"id", "Rusia menyerang Kyiv, tetapi Iran, menurut Pentagon, memasok drone itu.",
		"USA assert: supply IRN> theme/drone"},
	{"en", "Russia attacked Kyiv on Monday, but Iran, the Pentagon said, supplied the drones.",
		"USA assert: supply IRN> theme/drone"},
	{"en", "Chile's parliament voted to declare an emergency, and Peru, according to Pentagon spokesman Ana Pires, is preparing new sanctions against Brazil.",
		"USA assert: sanction PER>BRA"},
	{"en", "Ukraine accused Iran of supplying drones to Russia.",
		"UKR accuse IRN: supply IRN>RUS theme/drone"},
	{"en", "Ukraine accused Iran of supplying drones to Russia. Iran denied the accusation.",
		"IRN deny: supply IRN>RUS theme/drone"},
	{"en", "Pakistan accused Iran of violating its airspace.",
		"PAK accuse IRN: violate IRN>its airspace theme/airspace"},
	{"en", "Russia was accused by the United States of invading Georgia.",
		"USA accuse RUS: invade RUS>GEO"},
	{"en", "\"Israel bombed the hospital,\" said Palestinian President Mahmoud Abbas.",
		"PSE assert: bomb ISR>the hospital theme/hospital"},
	{"en", "China carried out cyberattacks on the United States, according to the FBI.",
		"USA assert: hack CHN>USA"},
	{"en", "The European Union, the United States and Japan condemned North Korea for testing a missile.",
		"JPN condemn PRK: test PRK> theme/missile"},
	{"en", "Oman, which mediated the talks, has condemned the Israeli strikes.",
		"OMN condemn ISR: attack ISR>"},
	{"en", "A raid claimed by Egypt wounded five people in Peru.",
		"EGY assert: attack EGY>"},
	{"en", "Turkey announced sanctions against Peru.",
		"TUR assert: sanction TUR>PER"},
	{"en", "Peru carried out a raid condemned by Egypt.",
		"EGY condemn PER: attack PER>"},
	{"id", "Mesir mengklaim serangan terhadap Peru.",
		"EGY assert: attack EGY>PER"},
}

func statements(t testing.TB, x *extract.Extractor, d schema.Document) []schema.Statement {
	t.Helper()
	got, err := x.Extract(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return got.Statements
}

func TestSentences(t *testing.T) {
	x := extract.New(extract.Options{})
	for _, c := range sentences {
		var got []string
		for _, s := range statements(t, x, schema.Document{Text: c.text, Lang: c.lang, Published: "2023-01-15"}) {
			got = append(got, line(&s))
		}
		if !strings.Contains("\n"+strings.Join(got, "\n")+"\n", "\n"+c.want+"\n") {
			t.Errorf("%s\nwant %s\n got %s", c.text, c.want, strings.Join(got, "\n     "))
		}
	}
}

// silent are texts that hold no speech act of the kind that a careless reader
// would find in them.
var silent = []struct {
	lang, text string
	act        schema.Act
}{
	{"id", "Juru bicara Iran menolak berkomentar.", schema.Reject},
	{"en", "A Kremlin spokesman declined to comment.", schema.Reject},
	{"en", "Ukraine did not accuse Iran of supplying drones.", schema.Accuse},
	{"id", "Ukraina tidak menuduh Iran memasok drone.", schema.Accuse},
}

func TestSilent(t *testing.T) {
	x := extract.New(extract.Options{})
	for _, c := range silent {
		for _, s := range statements(t, x, schema.Document{Text: c.text, Lang: c.lang}) {
			if s.Act == c.act {
				t.Errorf("%s\n got %s", c.text, line(&s))
			}
		}
	}
}

// invariants checks what must hold of any extraction of any text.
func invariants(t *testing.T, text, lang string) {
	t.Helper()
	d := schema.Document{Text: text, Lang: lang, Published: "2023-01-15", Publisher: "Test"}
	x := extract.New(extract.Options{})
	got, err := x.Extract(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	runes := []rune(got.Document.Text)
	inside := func(what, words string, spans []schema.Span) {
		for _, sp := range spans {
			if sp[0] < 0 || sp[0] > sp[1] || sp[1] > len(runes) {
				t.Fatalf("%s %v lies outside of the text (%d code points)", what, sp, len(runes))
			}
		}
		if len(spans) > 0 && utf8.ValidString(text) && words != schema.TextAt(runes, spans) {
			t.Fatalf("%s %q is not the text at %v: %q", what, words, spans, schema.TextAt(runes, spans))
		}
	}
	for i := range got.Statements {
		s := &got.Statements[i]
		inside("evidence", s.Evidence.Sentence, []schema.Span{s.Evidence.Span})
		inside("cue", s.Cue.Text, s.Cue.Spans)
		inside("content", s.Content.Text, s.Content.Spans)
		inside("speaker", s.Speaker.Text, s.Speaker.Spans)
		for _, ps := range [][]schema.Party{s.Targets, s.Claim.Agents, s.Claim.Patients} {
			for _, p := range ps {
				inside("party", p.Text, p.Spans)
			}
		}
		if !s.Act.Valid() || s.Confidence <= 0 || s.Confidence > 1 || s.ID == "" || s.Claim.ID == "" {
			t.Fatalf("statement is not whole: %+v", s)
		}
	}
	again, err := x.Extract(context.Background(), d)
	if err != nil || !reflect.DeepEqual(got.Statements, again.Statements) {
		t.Fatalf("the same document gave two results (%v)", err)
	}
}

func FuzzExtract(f *testing.F) {
	for _, c := range sentences {
		f.Add(c.text, c.lang == "id")
	}
	f.Add("\"“”’'\" kata nya , : katanya", true)
	f.Add("\xff\xfe said \x80 \"x", false)
	f.Fuzz(func(t *testing.T, text string, id bool) {
		if len(text) > 4000 {
			return
		}
		lang := "en"
		if id {
			lang = "id"
		}
		invariants(t, text, lang)
	})
}

func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"a long sentence":   strings.Repeat("Iran menuduh Israel menyerang ", 5000),
		"nested quotations": strings.Repeat("\"Iran said ", 4000),
		"names":             strings.Repeat("Iran, Israel, ", 5000) + "denied it.",
		"cues":              strings.Repeat("\"A b c,\" kata Iran. ", 4000),
	} {
		t.Run(name, func(t *testing.T) {
			if got := statements(t, extract.New(extract.Options{}), schema.Document{Text: text, Lang: "id"}); got == nil {
				t.Log("no statements")
			}
		})
	}
}
