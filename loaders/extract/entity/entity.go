// Package entity says who is meant: it links the words of a document to the
// actors of the seeds and to actors that the document itself introduces, and it
// follows people with their offices, family names, pronouns and "the two
// countries" through the text.
//
//	juru bicara dewan keamanan nasional AS John Kirby  →  actor/USA, person John Kirby
//	Kirby (two sentences on), katanya, he              →  the same
//	the Iranian foreign ministry, Teheran              →  actor/IRN
//	Iranian drones                                     →  actor/IRN, as a modifier only
//	kedua negara, the two countries                    →  the last two states that were named together
//
// Invariant: a reference is made from what stands at or before its place in the
// text and from the document's date, never from what follows; the same document
// gives the same references.
package entity

import (
	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
	"saksi/seeds"
)

// Link is one actor that a phrase refers to.
type Link struct {
	Actor schema.IRI
	Name  string // its canonical name
	Kind  schema.Kind
	// Person is who speaks or acts for the actor, when a person does.
	Person *schema.Person
	// Sector is the CAMEO and PLOVER code of the role (GOV, MIL, REB, OPP, …), or "".
	Sector string
	// Country is the state that the actor is or belongs to, or "".
	Country schema.IRI
}

// Ref is what a noun phrase refers to.
type Ref struct {
	// Actors are one actor, or several for references such as "the two Koreas";
	// none for a thing or a place that is no actor.
	Actors []Link
	// Head is the head word of the phrase, an index into the tree.
	Head int32
	// Start and End are the bytes of the mention as written, with titles and the
	// name, without relative clause.
	Start, End int32
	// Anaphor says that the reference was resolved from what stands before.
	Anaphor bool
	// Modifier says that the actors only modify another thing ("Iranian drones").
	Modifier bool
	// Animate says that the phrase names somebody who can speak and act.
	Animate bool
}

// Linker links one document at a time. It is made once per worker; it is not
// safe for concurrent use.
type Linker struct {
	// Verb tells of a word in lower case whether it may be the stem of a verb, which
	// headlines write like a name. It may be nil.
	Verb func(lower string) bool

	gaz       *gazetteer
	text      *segment.Text
	date      string
	publisher string
	lang      lang

	scan    scanner
	trees   []*syntax.Tree // by sentence; nil until read
	memory  memory
	cats    []word      // words of the sentence looked at last
	catSent int         // that sentence, or -1
	looks   []sentLooks // by sentence
	words   []word      // of all sentences looked at
	refs    []cached    // references of the words of all sentences, beside words

	people  map[string]*found // by normalised full name: persons and unknown organisations
	parts   map[string]*found // persons by parts of their names, in lower case
	docID   schema.IRI        // for sources without a name
	inOrgan bool              // the apposed role read last is one in an organ of state

	found map[schema.IRI]*schema.Actor // actors that this document introduced
	used  map[schema.IRI]bool          // actors that were resolved
	order []schema.IRI                 // of used, by first use
}

// NewLinker makes a linker. The first one loads the gazetteer.
func NewLinker() *Linker {
	return &Linker{gaz: theGazetteer(), catSent: -1, people: map[string]*found{}, parts: map[string]*found{},
		found: map[schema.IRI]*schema.Actor{}, used: map[schema.IRI]bool{}}
}

// Begin starts a document. Published is its ISO 8601 date or ""; publisher is its
// name or "". Nothing of the document before is kept.
func (l *Linker) Begin(t *segment.Text, published, publisher string) {
	l.text, l.date, l.publisher = t, published, publisher
	if len(l.date) > 10 {
		l.date = l.date[:10]
	}
	l.lang = langOf(t.Lang)
	l.trees = append(l.trees[:0], make([]*syntax.Tree, len(t.Sentences))...)
	l.memory.reset()
	l.catSent, l.docID = -1, ""
	l.words, l.refs = l.words[:0], l.refs[:0]
	l.looks = append(l.looks[:0], make([]sentLooks, len(t.Sentences))...)
	clear(l.people)
	clear(l.parts)
	clear(l.found)
	clear(l.used)
	l.order = l.order[:0]
	l.scan.run(l.gaz, t, l.lang, l.date)
}

// Actors describes every actor that was resolved in this document, in the order
// of their first mention, with the states and organisations that they belong to.
func (l *Linker) Actors() []schema.Actor {
	as := make([]schema.Actor, 0, len(l.order))
	for _, id := range l.order {
		if a, ok := l.found[id]; ok {
			as = append(as, *a)
		} else if a, ok := seeds.Actor(id); ok {
			as = append(as, *a)
		}
	}
	return as
}

// use notes that the actor was resolved.
func (l *Linker) use(id schema.IRI) {
	if id == "" || l.used[id] {
		return
	}
	l.used[id] = true
	l.order = append(l.order, id)
	if a, ok := l.found[id]; ok {
		l.use(a.Of)
	} else if r, ok := seeds.Lookup(id); ok {
		l.use(r.Of)
		for _, o := range r.Offices {
			l.use(o.Of)
		}
	}
}
