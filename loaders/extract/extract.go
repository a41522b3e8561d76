// Package extract reads statements from a document: who says what about whom,
// and when, with the sentence that proves it.
//
//	Ukraina menuduh Iran memasok Rusia dengan drone. Iran membantah hal ini.
//	→ Ukraine accuses Iran: (Iran, supply, Russia, drone)
//	→ Iran denies the same claim, in reply to the first
//
// The way of a document: segment, entity (names joined), syntax, entity
// (references), attribute (who said it), frame (what is claimed), and here
// claims are built, told apart or recognised as the same, and linked.
//
// Invariant: an extraction depends on the document alone, never on what was read
// before it.
package extract

import (
	"context"
	"fmt"

	"saksi/loaders/extract/attribute"
	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/language/all"
	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
	"saksi/loaders/extract/when"
	"saksi/schema"
)

// Options are the settings of an extractor.
type Options struct {
	// Lang is the language of documents that name none; "" or "auto" finds it out.
	Lang string
	// NoReports leaves out what the publication tells in its own voice.
	NoReports bool
	// Gaps lists the sentences with a known cue from which nothing was made.
	Gaps bool
}

// Extractor reads documents one at a time. It keeps its buffers and is not for
// concurrent use.
type Extractor struct {
	o       Options
	linker  *entity.Linker
	engines map[string]*engine
}

// engine is what reads one language.
type engine struct {
	lang   *language.Language
	parser *syntax.Parser
	dates  *when.Reader
}

// New makes an extractor. Models and tables are loaded when a document first
// needs them.
func New(o Options) *Extractor {
	return &Extractor{o: o, linker: entity.NewLinker(), engines: map[string]*engine{}}
}

func (x *Extractor) engine(lang string) (*engine, error) {
	if e := x.engines[lang]; e != nil {
		return e, nil
	}
	l, err := all.Load(lang)
	if err != nil {
		return nil, err
	}
	m, err := syntax.Load(l.Models())
	if err != nil {
		return nil, err
	}
	dates, err := when.NewReader(l.Models()).With(l.Dates)
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", lang, err)
	}
	e := &engine{lang: l, parser: m.NewParser(), dates: dates}
	x.engines[lang] = e
	return e, nil
}

// Prepare fills in language and identity of a document where they are empty.
func (x *Extractor) Prepare(doc *schema.Document) {
	if doc.Lang == "" {
		if doc.Lang = x.o.Lang; doc.Lang == "" || doc.Lang == "auto" {
			doc.Lang = all.Detect(doc.Title + "\n" + doc.Text)
		}
	}
	if doc.ID == "" {
		doc.ID = schema.DocumentID(doc)
	}
}

// Extract reads a document. It fails for a language that it does not know, and
// when the context ends.
func (x *Extractor) Extract(ctx context.Context, doc schema.Document) (*schema.Extraction, error) {
	x.Prepare(&doc)
	r, err := x.Read(ctx, doc)
	if err != nil {
		return nil, err
	}
	return r.extraction(), nil
}

// Reading is a document as it was understood, for those that want to see why.
type Reading struct {
	Doc   schema.Document
	Text  *segment.Text
	Sents []*frame.Sentence
	Props [][]frame.Prop
	Found []attribute.Attribution
	Dates [][]when.Mention

	misses []attribute.Miss
	lang   *language.Language
	linker *entity.Linker
	runes  *runeIndex
	o      Options
	out    []schema.Statement
	made   []made
	byKey  map[string]int // statements by what they say
	// within lists the attributions that each sentence is content of, inner those
	// inside each attribution, cues the words that carry one, first the first
	// statement of each, claimsOf how many claims each makes.
	claimsOf []int
	within   [][]int32
	inner    [][]int32
	cues     map[[2]int32]bool
	first    map[int]int
	own      map[int]int // attributions to the publisher, by sentence, behind all others
}

// Read parses a document and finds its attributions and propositions.
func (x *Extractor) Read(ctx context.Context, doc schema.Document) (*Reading, error) {
	e, err := x.engine(doc.Lang)
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", name(&doc), err)
	}
	t := segment.Segment(doc.Text, e.lang.Models())
	r := &Reading{Doc: doc, Text: t, lang: e.lang, linker: x.linker, runes: newRuneIndex(doc.Text), o: x.o, byKey: map[string]int{}}
	x.linker.Verb = func(lower string) bool { return bareVerb(e.lang, lower) }
	x.linker.Begin(t, doc.Date(), doc.Publisher)
	finder := attribute.NewFinder(t, x.linker)
	finder.Trace = x.o.Gaps
	for i := range t.Sentences {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, fmt.Errorf("document %s: %w", name(&doc), ctx.Err())
		}
		tree := e.parse(t, i, tags(e.lang, t, i, x.linker.Joins(i), x.linker.InRole))
		frame.Repair(e.lang, tree)
		x.linker.Read(i, tree)
		s := frame.NewSentence(e.lang, tree, i, x.linker)
		finder.Add(s)
		r.Sents = append(r.Sents, s)
		r.Props = append(r.Props, frame.Match(s))
		r.Dates = append(r.Dates, e.dates.Find(t, i, doc.Date()))
	}
	finder.Close()
	r.Found, r.within, r.misses = finder.Found, finder.Within, finder.Misses
	if who, ok := x.publisher(e, doc.Publisher); ok {
		r.official(who)
	}
	return r, nil
}

func name(d *schema.Document) string {
	for _, s := range []string{d.InputID, d.URL, d.Title, string(d.ID)} {
		if s != "" {
			return s
		}
	}
	return "without a name"
}

func (r *Reading) extraction() *schema.Extraction {
	r.statements()
	return &schema.Extraction{Document: r.Doc, Statements: r.out, Actors: r.linker.Actors(), Gaps: r.gaps()}
}
