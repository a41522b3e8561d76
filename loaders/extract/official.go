package extract

import (
	"slices"
	"strings"

	"saksi/loaders/extract/attribute"
	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/segment"
	"saksi/schema"
	"saksi/seeds"
)

// A document that a state, an organisation or an armed group publishes itself, as a press
// release, is in its own words: what it tells of nobody else's saying is a statement of
// its publisher.

// publisher is the actor of the tables that the name of a publisher means; ok is false
// for media and for those who are no actor of the tables.
func (x *Extractor) publisher(e *engine, name string) (ref entity.Ref, ok bool) {
	if name == "" || len(name) > maxPublisher {
		return ref, false
	}
	t := segment.Segment(name, e.lang.Models())
	if len(t.Sentences) != 1 {
		return ref, false
	}
	who := entity.NewLinker()
	who.Begin(t, "", "")
	tree := e.parse(t, 0, tags(e.lang, t, 0, who.Joins(0), who.InRole))
	frame.Repair(e.lang, tree)
	who.Read(0, tree)
	s := frame.NewSentence(e.lang, tree, 0, who)
	for i := int32(0); i < s.Len(); i++ {
		ref := s.Ref(i)
		if len(ref.Actors) != 1 || ref.Modifier || ref.Start > int32(len("the ")) || int(ref.End) < len(strings.TrimRight(name, " .")) {
			continue
		}
		r, known := seeds.Lookup(ref.Actors[0].Actor)
		if known && (r.Kind == schema.State || r.Kind == schema.Organisation || r.Kind == schema.ArmedGroup) {
			return ref, true
		}
	}
	return ref, false
}

// maxPublisher is how many bytes the name of a publisher may have that is looked up.
const maxPublisher = 120

// official makes an attribution to the publisher of each sentence that is not part of
// what somebody else says, and gives it "we" outside of quotations.
func (r *Reading) official(who entity.Ref) {
	who.Head, who.Start, who.End, who.Anaphor = -1, 0, 0, true
	by := attribute.Source{Word: -1, Ref: who}
	for k := range r.Found {
		a := &r.Found[k]
		if a.Parent < 0 && a.Source.Word >= 0 && r.Sents[a.Source.Sent].Is(a.Source.Word, language.FirstPerson) && !r.quotedAt(a.Cue[0].Start) {
			a.Source.Ref = who
		}
	}
	r.own = make(map[int]int)
	for i, s := range r.Text.Sentences {
		text := strings.TrimRight(r.Text.Source[s.Start:s.End], "\"”’») ")
		if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "!") || len(strings.Fields(text)) < shortest ||
			slices.ContainsFunc(r.within[i], func(k int32) bool { return r.Found[k].Sent != i }) {
			continue
		}
		r.own[i] = len(r.Found)
		r.within[i] = append(r.within[i], int32(len(r.Found)))
		r.Found = append(r.Found, attribute.Attribution{Sent: i, Word: -1, Act: schema.Assert, Lemma: "publish", Source: by,
			Content: []attribute.Bytes{{Start: s.Start, End: s.End}}, Head: -1, Quote: schema.Direct, Parent: -1})
	}
}
