package extract

import (
	"context"
	"testing"

	"saksi/schema"
)

// What a state publishes is in its own words; what a newspaper tells is not.
func TestOfficial(t *testing.T) {
	const text = "Statement on the attack in Erbil\n\nThe attack on our embassy was carried out by Iran. We will support the government of Iraq. " +
		"Russia said it had attacked nobody."
	for _, c := range []struct {
		publisher string
		speaker   schema.IRI // of the first sentence
		act       schema.Act
		ours      int // statements by that speaker
	}{
		{"The White House", "actor/USA", schema.Assert, 2},
		{"Kremlin", "actor/RUS", schema.Assert, 3},
		{"Hamas", "actor/HAMAS", schema.Assert, 2},
		{"China Daily", schema.ActorID("China Daily", ""), schema.Report, 1},
		{"Reuters", schema.ActorID("Reuters", ""), schema.Report, 1},
		{"Iran Weekly Observer", schema.ActorID("Iran Weekly Observer", ""), schema.Report, 1},
		{"", schema.ActorID("unknown publisher", ""), schema.Report, 1},
	} {
		x, err := New(Options{}).Extract(context.Background(), schema.Document{Text: text, Publisher: c.publisher, Lang: "en", Published: "2022-03-13"})
		if err != nil {
			t.Fatal(err)
		}
		ours := 0
		for _, s := range x.Statements {
			if s.Speaker.ID == c.speaker && s.Act == c.act {
				ours++
			}
		}
		if len(x.Statements) == 0 || x.Statements[0].Speaker.ID != c.speaker || x.Statements[0].Act != c.act || ours != c.ours {
			t.Errorf("%q: %d statements, %d of %s %s", c.publisher, len(x.Statements), ours, c.speaker, c.act)
			for _, s := range x.Statements {
				t.Logf("  %s %s %s", s.Act, s.Speaker.ID, s.Evidence.Sentence)
			}
		}
	}
}
