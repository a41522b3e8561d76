package syntax

import (
	"fmt"
	"testing"
)

func TestBareVerb(t *testing.T) {
	for verb, want := range map[string]string{
		"menuduh": "tuduh", "membantah": "bantah", "mengirim": "kirim", "menyerang": "serang", "memasok": "pasok", "mengecam": "kecam", "melatih": "latih",
		"menolak": "tolak", "menjatuhkan": "jatuhkan", "mengancam": "ancam", "mengatakan": "katakan", "membunuh": "bunuh", "mengebom": "bom",
		"bersikeras": "bersikeras", "dituduh": "dituduh",
	} {
		if got := bareVerb(verb); got != want {
			t.Errorf("%s: %s, want %s", verb, got, want)
		}
	}
}

// TestHeadline: what becomes of a sentence, its words and their heads.
func TestHeadline(t *testing.T) {
	for _, c := range []struct {
		gold Gold
		bare bool
		want string
	}{
		{Gold{Forms: []string{"Iran", "menuduh", "pasukan", "Rusia", "."}, POS: []UPOS{PROPN, VERB, NOUN, PROPN, PUNCT},
			Feats: []Feat{0, VoiceAct, 0, 0, 0}, Heads: []int32{1, -1, 1, 2, 1}, Rels: make([]Rel, 5)}, true,
			"[Iran Tuduh Pasukan Rusia] [1 -1 1 2]"},
		{Gold{Forms: []string{"The", "court", "has", "rejected", "a", "claim", "of", "fraud"}, POS: []UPOS{DET, NOUN, AUX, VERB, DET, NOUN, ADP, NOUN},
			Feats: make([]Feat, 8), Heads: []int32{1, 3, 3, -1, 5, 3, 7, 5}, Rels: make([]Rel, 8)}, false,
			"[Court has Rejected Claim of Fraud] [2 2 -1 2 5 3]"},
	} {
		h := headline(&c.gold, c.bare)
		if got := fmt.Sprint(h.Forms, h.Heads); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}
