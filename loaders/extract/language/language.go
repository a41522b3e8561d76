// Package language holds what the extraction engine knows of a language: which
// words name speech acts and relations, what stands in which slot of them, and
// what the function words do.
//
//	menuduh  accuse; its object is the accused, the clause after it the content
//	deny     deny; its clause, gerund or object is the content
//
// Invariant: nothing outside the folders below this one names a word of a
// language. A language is four tables of one grammar and a rule that inflects a
// lemma; the engine sees word forms only.
package language

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"saksi/schema"
)

// POS is the part of speech of a lexicon entry.
type POS string

// The parts of speech that lexicons know.
const (
	Verb      POS = "v"
	Fixed     POS = "vi" // a verb as written, without voice affixes
	Noun      POS = "n"
	Adjective POS = "a"
	Adposit   POS = "p"
	AgentNoun POS = "ag" // "backer of", "pendukung"
)

// Voice is what a word form says of its subject.
type Voice uint8

// The voices. Any leaves it to the tree (English participles), Bare is the stem
// of Indonesian headlines and object focus.
const (
	Any Voice = iota
	Active
	Passive
	Bare
)

// Slot is a place in the frame of a word.
type Slot uint8

// The slots of cues and relations. Party is a patient when an actor fills it,
// else a theme.
const (
	NoSlot Slot = iota
	Content
	Target
	Hearer
	Source
	Agent
	Patient
	Theme
	Instrument
	Where
	Party
)

var slotNames = map[string]Slot{"content": Content, "target": Target, "hearer": Hearer, "source": Source, "agent": Agent,
	"patient": Patient, "theme": Theme, "instrument": Instrument, "where": Where, "party": Party}

// Frame says what the complements of a word are.
type Frame struct {
	Subj, Obj, Iobj, Poss, Of Slot
	Prep                      map[string]Slot // by preposition
	// That: takes a clause or quotation as content.
	That bool
	// InfSubj and InfObj: takes a bare verb as content, whose subject is the subject or the object.
	InfSubj, InfObj bool
	// Mind marks attitudes, Weak words that need support from the sentence,
	// Need those that need an actor as patient, Event nouns that are a claim by themselves.
	// Reply marks cues that answer somebody, Mutual those that several do to each other.
	// Text marks verbs whose object is a content only where a text speaks ("the poll shows a lead").
	// Intr marks verbs whose past participle is never passive ("officials met").
	// Own marks cues whose object, where it is an event, is the speaker's deed ("claimed the attack").
	Mind, Weak, Need, Event, Reply, Mutual, Text, Intr, Own bool
}

// Cue is a word that names a speech act.
type Cue struct {
	Lemma string
	POS   POS
	Act   schema.Act
	Frame
}

// Relation is a word that names a relation.
type Relation struct {
	Lemma    string
	POS      POS
	Relation schema.Relation
	Frame
}

// Control is a word that lends its subject to its complement.
type Control struct {
	Lemma    string
	POS      POS
	Modality schema.Modality
	Negative bool
	// Inf, Noun, Object: which complements it passes on, and whether its object does them.
	// Oblique: it passes its subject on to a noun behind a preposition ("involved in the attack").
	Inf, Noun, Object, Oblique bool
}

// Entry is all that a word form may be. Rest holds the words that must follow it
// for a lemma of several words.
type Entry struct {
	Cues      []CueForm
	Relations []RelationForm
	Controls  []ControlForm
	Class     Class
}

// CueForm is a cue in one of its forms.
type CueForm struct {
	*Cue
	Voice Voice
	Rest  []string
}

// RelationForm is a relation word in one of its forms.
type RelationForm struct {
	*Relation
	Voice Voice
	Rest  []string
}

// ControlForm is a control word in one of its forms.
type ControlForm struct {
	*Control
	Voice Voice
	Rest  []string
}

// Class is a set of function word classes.
type Class uint64

// The classes of words.tsv.
const (
	Neg Class = 1 << iota
	Future
	Possible
	Hearsay
	Toward
	TimeNoun
	Planned
	That
	AccordingTo
	Anaphor
	ClaimNoun
	False
	True
	If
	NonComment
	People
	SayNoun
	Also
	Subord
	Relative
	FirstPerson
	Reciprocal
	Body
	But
	Platform
	Purpose
	AsCue
	Quantity
	Place
	Ground
	Must
	Day
	Reason
	Exists
	Reflexive
	Press
	Setting
	Attributive
	Preposition
)

var classNames = map[string]Class{"neg": Neg, "future": Future, "possible": Possible, "hearsay": Hearsay, "toward": Toward, "timenoun": TimeNoun, "planned": Planned, "that": That,
	"accordingto": AccordingTo, "anaphor": Anaphor, "claimnoun": ClaimNoun, "false": False, "true": True, "if": If,
	"noncomment": NonComment, "people": People, "saynoun": SayNoun, "also": Also, "subord": Subord, "relative": Relative, "first": FirstPerson, "reciprocal": Reciprocal, "body": Body, "but": But, "platform": Platform, "purpose": Purpose, "as": AsCue, "quantity": Quantity, "place": Place, "ground": Ground, "must": Must, "day": Day, "reason": Reason, "exists": Exists, "reflexive": Reflexive, "press": Press, "setting": Setting, "attributive": Attributive, "preposition": Preposition}

// Form is one inflected form of a lemma.
type Form struct {
	Text  string
	Voice Voice
}

// Rules are the switches of a language.
type Rules struct {
	Code string
	// Kin is the language whose parser, segmentation and grammar of dates this one is
	// read with while it has none of its own; "" for none. A table dates.tsv then adds
	// to the words of dates.
	Kin string
	// Dates is the text of dates.tsv, which Load reads.
	Dates string
	// Inflect gives all forms of a lemma of one word.
	Inflect func(lemma string, pos POS) []Form
	// Agent is the preposition of the agent of a passive.
	AgentPrep string
	// Possessor is the preposition that may stand for a possessor ("of", "dari").
	Possessor string
	// PossFollows: a possessor follows its noun without a mark ("serangan Rusia").
	PossFollows bool
	// BareCue: a bare stem beside a quotation is a cue ("kata").
	BareCue bool
	// Joined are pairs of words that qualify a thing as one: "tak berawak".
	Joined map[[2]string]bool
	// Finite tells whether a form of a verb can be nothing but a finite verb.
	Finite func(lower string) bool
}

// Language is a lexicon ready for lookup; it does not change after Load.
type Language struct {
	Rules
	entries map[string]*Entry
}

// Lookup returns what a word form in lower case may be, or nil.
func (l *Language) Lookup(lower string) *Entry { return l.entries[lower] }

// Is tells whether a word form is of one of the classes.
func (l *Language) Is(lower string, c Class) bool {
	e := l.entries[lower]
	return e != nil && e.Class&c != 0
}

// Only is the one part of speech that the lexicon knows a word form as, verbs
// with and without affixes and nouns of either kind taken together; "" when it
// knows none or several.
func (l *Language) Only(lower string) POS {
	e := l.entries[lower]
	if e == nil {
		return ""
	}
	only := POS("")
	see := func(p POS) {
		switch p {
		case Fixed:
			p = Verb
		case AgentNoun:
			p = Noun
		}
		if only == "" {
			only = p
		} else if only != p {
			only = "several"
		}
	}
	for _, c := range e.Cues {
		see(c.POS)
	}
	for _, r := range e.Relations {
		if e.Class&(Body|People|Platform) != 0 {
			see(Noun) // "forces" stays a noun beside "force out", "ships" beside "ship"
		}
		see(r.POS)
	}
	if only == "several" {
		return ""
	}
	return only
}

// Uninflected tells whether the lexicon knows a word only as a verb for a relation
// that takes no affix.
func (l *Language) Uninflected(lower string) bool {
	e := l.entries[lower]
	if e == nil || len(e.Relations) == 0 || len(e.Cues) > 0 || len(lower) < 5 {
		return false
	}
	for _, r := range e.Relations {
		if r.POS != Fixed || len(r.Rest) > 0 {
			return false
		}
	}
	return true
}

// Load reads the tables of a language from its folder.
func Load(r Rules, tables fs.FS) (*Language, error) {
	l := &Language{Rules: r, entries: make(map[string]*Entry, 8192)}
	for _, t := range []struct {
		file string
		cols int
		add  func([]string) error
	}{{"cues.tsv", 4, l.addCue}, {"relations.tsv", 3, l.addRelation}, {"controls.tsv", 5, l.addControl}, {"words.tsv", 2, l.addWords}} {
		if err := eachRow(tables, t.file, t.cols, t.add); err != nil {
			return nil, fmt.Errorf("language %s: %w", r.Code, err)
		}
	}
	b, err := fs.ReadFile(tables, "dates.tsv")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("language %s: %w", r.Code, err)
	}
	l.Dates = string(b)
	return l, nil
}

// Models is the code of the language whose models read this one.
func (l *Language) Models() string { return cmp.Or(l.Kin, l.Code) }

func eachRow(tables fs.FS, file string, cols int, add func([]string) error) error {
	f, err := tables.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		for len(row) < 4 {
			row = append(row, "")
		}
		if len(row) < cols {
			return fmt.Errorf("%s:%d: %d columns, need %d", file, n, len(row), cols)
		}
		if err := add(row); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return sc.Err()
}

func (l *Language) entry(form string) *Entry {
	e := l.entries[form]
	if e == nil {
		e = &Entry{}
		l.entries[form] = e
	}
	return e
}

// forms calls add for each form of a lemma; only the first word of a lemma of
// several words inflects.
func (l *Language) forms(lemma string, pos POS, add func(*Entry, Voice, []string)) {
	words := strings.Fields(lemma)
	if !l.PossFollows {
		words = strings.Fields(strings.ReplaceAll(lemma, "-", " - ")) // as the treebanks split them
	}
	if last := len(words) - 1; last > 0 && pos == Noun && !l.PossFollows {
		for _, f := range l.Inflect(words[last], pos) { // "war games": the last word of an English compound bends
			add(l.entry(words[0]), f.Voice, append(append([]string{}, words[1:last]...), f.Text))
		}
		return
	}
	for _, f := range l.Inflect(words[0], pos) {
		add(l.entry(f.Text), f.Voice, words[1:])
	}
}

func (l *Language) addCue(row []string) error {
	frame, err := parseFrame(row[3], Frame{Prep: map[string]Slot{}})
	if err != nil {
		return err
	}
	c := &Cue{Lemma: row[0], POS: POS(row[1]), Act: schema.Act(row[2]), Frame: frame}
	if !c.Act.Valid() {
		return fmt.Errorf("%s: unknown act %q", row[0], row[2])
	}
	l.forms(c.Lemma, c.POS, func(e *Entry, v Voice, rest []string) { e.Cues = append(e.Cues, CueForm{c, v, rest}) })
	return nil
}

// defaults are the slots that words of a part of speech have unless the table says otherwise.
var defaults = map[POS]Frame{
	Verb: {Subj: Agent, Obj: Patient}, Fixed: {Subj: Agent}, Adjective: {Subj: Agent},
	Noun: {Poss: Agent}, AgentNoun: {Subj: Agent, Poss: Patient},
}

func (l *Language) addRelation(row []string) error {
	frame := defaults[POS(row[1])]
	frame.Prep = map[string]Slot{}
	frame, err := parseFrame(row[3], frame)
	if err != nil {
		return err
	}
	r := &Relation{Lemma: row[0], POS: POS(row[1]), Relation: schema.Relation(row[2]), Frame: frame}
	if !r.Relation.Valid() {
		return fmt.Errorf("%s: unknown relation %q", row[0], row[2])
	}
	l.forms(r.Lemma, r.POS, func(e *Entry, v Voice, rest []string) { e.Relations = append(e.Relations, RelationForm{r, v, rest}) })
	return nil
}

func (l *Language) addControl(row []string) error {
	c := &Control{Lemma: row[0], POS: POS(row[1]), Modality: schema.Modality(row[2]), Negative: row[3] == "-"}
	switch row[4] {
	case "inf":
		c.Inf = true
	case "noun":
		c.Noun = true
	case "any":
		c.Inf, c.Noun = true, true
	case "obj":
		c.Object = true
	case "obl":
		c.Oblique = true
	case "none":
		return nil
	default:
		return fmt.Errorf("%s: unknown kind %q", row[0], row[4])
	}
	l.forms(c.Lemma, c.POS, func(e *Entry, v Voice, rest []string) { e.Controls = append(e.Controls, ControlForm{c, v, rest}) })
	return nil
}

func (l *Language) addWords(row []string) error {
	class, ok := classNames[row[0]]
	if !ok {
		return fmt.Errorf("unknown class %q", row[0])
	}
	for _, w := range strings.Split(row[1], ",") {
		first, _, _ := strings.Cut(w, " ")
		l.entry(first).Class |= class
	}
	return nil
}

// parseFrame reads the slots column over the defaults given.
func parseFrame(s string, f Frame) (Frame, error) {
	flags := map[string]*bool{"that": &f.That, "mind": &f.Mind, "weak": &f.Weak, "need": &f.Need, "event": &f.Event, "reply": &f.Reply, "mutual": &f.Mutual, "text": &f.Text, "intr": &f.Intr, "own": &f.Own}
	places := map[string]*Slot{"subj": &f.Subj, "obj": &f.Obj, "iobj": &f.Iobj, "poss": &f.Poss}
	for _, item := range strings.Fields(s) {
		marker, name, isSlot := strings.Cut(item, ":")
		switch flag := flags[item]; {
		case flag != nil:
			*flag = true
		case item == "inf:subj":
			f.InfSubj = true
		case item == "inf:obj":
			f.InfObj = true
		case item == "prep":
		case !isSlot || slotNames[name] == NoSlot:
			return f, fmt.Errorf("unknown slot %q", item)
		case places[marker] != nil:
			*places[marker] = slotNames[name]
		default:
			f.Prep[marker] = slotNames[name]
		}
	}
	return f, nil
}
