package main

import "testing"

// TestLeftOut: genres of GUM that are non-commercial stay out of training.
func TestLeftOut(t *testing.T) {
	c := corpora["en"]
	for id, want := range map[string]bool{
		"GUM_essay_evolved-1": true, "GUM_letter_arendt-2": true, "GUM_podcast_wrestling-3": true,
		"GUM_news_homeopathic-1": false, "weblog-juancole.com_juancole_20051114085100-0001": false,
	} {
		if got := c.leftOut(id); got != want {
			t.Errorf("%s: %v", id, got)
		}
	}
}
