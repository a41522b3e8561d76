package extract

import (
	"saksi/loaders/extract/attribute"
	"saksi/schema"
)

// gaps lists the sentences with a known cue from which no statement was made, the
// first cue of each, in the order of the text.
func (r *Reading) gaps() []schema.Gap {
	made := map[int]bool{}
	for _, m := range r.made {
		made[m.sent] = true
	}
	for k := range r.Found {
		made[r.Found[k].Sent] = true
	}
	var out []schema.Gap
	for _, m := range r.misses {
		if made[m.Sent] {
			continue
		}
		made[m.Sent] = true
		w, b := r.Sents[m.Sent].Word(m.Word), r.Text.Sentences[m.Sent]
		out = append(out, schema.Gap{
			Document: schema.Document{ID: r.Doc.ID, InputID: r.Doc.InputID, Title: r.Doc.Title, Lang: r.Doc.Lang},
			Sentence: r.Text.Source[b.Start:b.End],
			Span:     r.runes.span(attribute.Bytes{Start: b.Start, End: b.End}),
			Cue:      r.Text.Source[w.Start:w.End],
			Act:      m.Act,
			Why:      string(m.Why),
		})
	}
	return out
}
