package gdelt

import (
	"strings"
	"testing"

	"saksi/loaders/source/item"
	"saksi/schema"
)

// events makes a row of the events table from the columns that matter.
func events(code, country1, country2, day string) string {
	f := make([]string, eventColumns)
	f[colID], f[colDay], f[colCode], f[colMentions] = "410412347", day, code, "4"
	f[colActor1], f[colActor1+1], f[colActor1+2] = country1+"GOV", "KIEV", country1
	f[colActor2], f[colActor2+1], f[colActor2+2] = country2, "TEHRAN", country2
	f[colPlace], f[colAdded], f[colURL] = "Kyiv, Ukraine", "20221018093000", "https://www.example.org/a"
	return strings.Join(f, "\t")
}

func TestEvents(t *testing.T) {
	for _, tt := range []struct {
		row                       string
		act                       schema.Act
		speaker, target, relation string
	}{
		{events("112", "UKR", "IRN", "20221017"), schema.Accuse, "actor/UKR", "actor/IRN", ""},
		{events("1121", "UKR", "IRN", "20221017"), schema.Accuse, "actor/UKR", "actor/IRN", ""},
		{events("016", "ROM", "", "20221017"), schema.Deny, "actor/ROU", "", ""},
		{events("190", "UKR", "IRN", "20221017"), schema.Report, "", "", "attack"},
		{events("1041", "UKR", "IRN", "20221017"), schema.Demand, "actor/UKR", "actor/IRN", ""},
	} {
		it, err := row(tt.row)
		if err != nil {
			t.Errorf("%q: %v", tt.act, err)
			continue
		}
		s := it.Ready.Statements[0]
		target := ""
		if len(s.Targets) > 0 {
			target = string(s.Targets[0].ID)
		}
		if tt.target == "" && tt.act == schema.Deny {
			target = ""
		}
		if s.Act != tt.act || tt.speaker != "" && string(s.Speaker.ID) != tt.speaker || target != tt.target || string(s.Claim.Relation) != tt.relation {
			t.Errorf("%s %s %q %q, want %+v", s.Act, s.Speaker.ID, target, s.Claim.Relation, tt)
		}
		if s.Document.URL != "https://www.example.org/a" || it.Document.Published != "2022-10-18T09:30:00Z" || s.Evidence.Sentence == "" {
			t.Errorf("%+v", s.Document)
		}
	}
}

func TestBrokenRows(t *testing.T) {
	in := strings.Join([]string{events("112", "UKR", "IRN", "20221017"), "a\tb", events("112", "UKR", "IRN", "2022"), events("99", "UKR", "IRN", "20221017"), events("112", "UKR", "IRN", "20221017")}, "\n")
	var errs []string
	good := 0
	for _, err := range Read(t.Context(), item.Input{Name: "x", Reader: strings.NewReader(in)}) {
		if err != nil {
			errs = append(errs, err.Error())
		} else {
			good++
		}
	}
	want := []string{"x:2: 2 columns where the events table has 61 and the GKG 27", `x:3: SQLDATE: date "2022" is not YYYYMMDD or YYYYMMDDHHMMSS`, `x:4: event code "99" is not of CAMEO`}
	if good != 2 || strings.Join(errs, "\n") != strings.Join(want, "\n") {
		t.Errorf("%d, %q", good, errs)
	}
}

func TestGKG(t *testing.T) {
	f := make([]string, gkgColumns)
	f[gkgID], f[gkgDate], f[gkgSource], f[gkgURL] = "20221018093000-1", "20221018093000", "example.org", "https://example.org/b"
	f[gkgQuotes] = "10|20|denied|we sent nothing#80|9|said|it’s a lie"
	f[gkgExtras] = "<PAGE_TITLE>Tehran &amp; Kyiv</PAGE_TITLE>"
	it, err := row(strings.Join(f, "\t"))
	if err != nil {
		t.Fatal(err)
	}
	x := it.Ready
	if len(x.Statements) != 2 || x.Statements[0].Act != schema.Deny || x.Document.Title != "Tehran & Kyiv" {
		t.Fatalf("%+v", x)
	}
	runes := []rune(x.Document.Text)
	for _, s := range x.Statements {
		if got := schema.TextAt(runes, s.Content.Spans); got != s.Content.Text {
			t.Errorf("%q at %v is %q", s.Content.Text, s.Content.Spans, got)
		}
		if got := schema.TextAt(runes, []schema.Span{s.Evidence.Span}); got != s.Evidence.Sentence {
			t.Errorf("%q is %q", s.Evidence.Sentence, got)
		}
	}
	f[gkgQuotes] = ""
	if it, err := row(strings.Join(f, "\t")); err != nil || it.Skip == "" {
		t.Errorf("%v, %v", it, err)
	}
	if !Sniff([]byte(strings.Join(f, "\t")+"\n")) || !Sniff([]byte(events("112", "UKR", "IRN", "20221017")+"\n")) || Sniff([]byte("a\tb\n")) {
		t.Error("not told apart")
	}
}

func FuzzRow(f *testing.F) {
	f.Add(events("112", "UKR", "IRN", "20221017"))
	f.Add(strings.Repeat("\t", gkgColumns-1))
	f.Fuzz(func(t *testing.T, line string) { _, _ = row(line) })
}
