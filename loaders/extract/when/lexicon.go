package when

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed tables/*.tsv
var files embed.FS

// class is a set of the roles that a word, number or mark can play in a rule.
type class uint64

// The classes. Those of numbers and marks come from the lexer, the others from
// the word tables; rules name them as in classNames.
const (
	dayNum    class = 1 << iota // 1 to 31
	monthNum                    // 1 to 12
	yearNum                     // 1900 to 2099
	shortYear                   // two digits, a year of this century
	count                       // a number of units, in digits or words
	decadeNum                   // 1990s, 1990-an
	clock                       // 13:00, 13.00
	comma
	slash
	dash
	open
	shut
	month    // a word that is always a month
	monthAmb // an abbreviation, or a month that is also another word
	weekday
	weekdayAbbr
	unit  // day, week, month, year
	units // a unit with its number in one word: sehari
	vagueUnits
	vague // several
	last
	past // the past year: the twelve months up to now
	this
	next
	ago
	recent
	part // early, mid, late
	season
	deictic
	overnight
	daypart
	prep
	between
	to
	of
	about
	fill
	yearword
	future
	event
	attack
	eventFill
	place
	meridiem // am, pm, in header lines
	lead     // published, by, updated, in header lines
)

// classNames are the names of the classes in rules and word tables.
var classNames = map[string]class{
	"d": dayNum, "mm": monthNum, "y": yearNum, "yy": shortYear, "n": count, "decade": decadeNum, "clock": clock,
	",": comma, "/": slash, "-": dash, "(": open, ")": shut,
	"month": month, "mon": monthAmb, "m": month | monthAmb, "wd": weekday, "wda": weekday | weekdayAbbr, "wdabbr": weekdayAbbr,
	"unit": unit, "nunit": units, "vunit": vagueUnits, "vague": vague, "last": last, "past": past, "this": this, "next": next,
	"ago": ago, "recent": recent, "part": part, "season": season, "deictic": deictic, "overnight": overnight,
	"daypart": daypart, "prep": prep, "between": between, "to": to, "of": of, "about": about, "fill": fill,
	"yearword": yearword, "future": future, "event": event, "attack": attack, "evfill": eventFill,
	"place": place, "meridiem": meridiem, "lead": lead, "none": 0,
}

// triggers are the classes without which a sentence holds no time.
const triggers = yearNum | decadeNum | month | monthAmb | weekday | weekdayAbbr | unit | units | vagueUnits |
	season | deictic | overnight | event | attack | slash

// The units of time, from small to large.
const (
	hours int8 = iota
	days
	weekends
	weeks
	months
	years
	decades
	centuries
)

// The kinds of preposition.
const (
	at int8 = iota
	during
	since
	until
	before
	after
)

// The parts of a period.
const (
	early int8 = iota
	middle
	late
	sofar // earlier this year: from its start to publication
	rest  // later this year
	half1
	half2
	quarter1
	quarter2
	quarter3
	quarter4
)

// valueNames are the named values of the word tables.
var valueNames = map[string]int8{
	"hour": hours, "day": days, "weekend": weekends, "week": weeks, "month": months, "year": years, "decade": decades, "century": centuries,
	"at": at, "during": during, "since": since, "until": until, "before": before, "after": after,
	"early": early, "mid": middle, "late": late, "earlier": sofar, "later": rest,
	"half1": half1, "half2": half2, "q1": quarter1, "q2": quarter2, "q3": quarter3, "q4": quarter4,
	"spring": 21, "summer": 22, "autumn": 23, "winter": 24,
	"war": 1, "invasion": 2, "coup": 3, "annexation": 4, "attack": 5, "ww1": 6, "ww2": 7, "coldwar": 8, "koreanwar": 9,
}

// word is an entry of a word table: its classes, and a value for each.
type word struct {
	classes class
	senses  []sense
	longer  bool // some entry of several words begins with it
}

type sense struct {
	class class
	value int8
}

// value is the value of the word in the first of the classes that it has.
func (w *word) value(c class) int8 {
	for _, s := range w.senses {
		if s.class&c != 0 {
			return s.value
		}
	}
	return 0
}

// lexicon holds the words of one language, in lower case: upper those that
// match capitalised words, lower those that match the others.
type lexicon struct {
	upper, lower map[string]*word
}

// lookup finds a word by its lower-case form. The key is not kept.
func (l *lexicon) lookup(key []byte, capital bool) *word {
	if capital {
		return l.upper[string(key)]
	}
	return l.lower[string(key)]
}

// add puts a sense in. A form that begins with a capital only goes to upper.
func (l *lexicon) add(form string, s sense) {
	key := strings.ToLower(form)
	tables := []map[string]*word{l.upper, l.lower}
	if key[0] != form[0] {
		tables = tables[:1]
	}
	for _, t := range tables {
		w := entry(t, key)
		w.classes |= s.class
		w.senses = append(w.senses, s)
		for i := range key {
			if key[i] == ' ' {
				entry(t, key[:i]).longer = true
			}
		}
	}
}

func entry(t map[string]*word, key string) *word {
	w := t[key]
	if w == nil {
		w = &word{}
		t[key] = w
	}
	return w
}

// readLexicon reads word tables into one lexicon.
func readLexicon(names ...string) (*lexicon, error) {
	l := &lexicon{map[string]*word{}, map[string]*word{}}
	for _, name := range names {
		if err := readTable(name, 3, l.addRow); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// addRow puts a row of a word table in.
func (l *lexicon) addRow(f []string) error {
	c, ok := classNames[f[1]]
	if !ok {
		return fmt.Errorf("unknown class %q", f[1])
	}
	v, named := valueNames[f[2]]
	if !named {
		n, err := strconv.ParseInt(f[2], 10, 8)
		if err != nil {
			return fmt.Errorf("unknown value %q", f[2])
		}
		v = int8(n)
	}
	l.add(f[0], sense{c, v})
	return nil
}

// clone is a copy that can be added to.
func (l *lexicon) clone() *lexicon {
	out := &lexicon{make(map[string]*word, len(l.upper)), make(map[string]*word, len(l.lower))}
	for _, t := range []struct{ from, to map[string]*word }{{l.upper, out.upper}, {l.lower, out.lower}} {
		for k, w := range t.from {
			t.to[k] = &word{w.classes, slices.Clone(w.senses), w.longer}
		}
	}
	return out
}

// readTable calls row with the columns of each line of an embedded table, which
// are at least so many; empty lines and lines that begin with # are comments.
func readTable(name string, columns int, row func([]string) error) error {
	b, err := files.ReadFile("tables/" + name)
	if err != nil {
		return fmt.Errorf("when: %w", err)
	}
	return eachRow(name, string(b), columns, row)
}

// eachRow is [readTable] for the text of a table.
func eachRow(name, text string, columns int, row func([]string) error) error {
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < columns {
			return fmt.Errorf("when: %s:%d: %d columns of %d", name, n, len(f), columns)
		}
		if err := row(f); err != nil {
			return fmt.Errorf("when: %s:%d: %w", name, n, err)
		}
	}
	return nil
}
