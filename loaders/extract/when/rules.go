package when

import (
	"fmt"
	"sort"
	"strings"
)

// rule is one row of classes from the grammar, without optional ones, and what
// a row of items that fits it means.
type rule struct {
	pattern []class
	mean    meaning
	name    string // of the meaning
	source  string // the pattern as written
}

// meanings are what rules can mean, by the names that the grammar uses.
var meanings = map[string]meaning{
	"day": oneDay, "days": fromDayToDay, "weekday": someWeekday, "month": oneMonth, "months": fromMonthToMonth,
	"year": oneYear, "years": fromYearToYear, "decade": oneDecade, "period": onePeriod, "ago": unitsAgo,
	"span": lastUnits, "ahead": nextUnits, "season": oneSeason, "deictic": dayFromToday, "overnight": lastNight,
	"anniversary": knownAttack,
}

// readRules reads the grammar of a language ("" for all of it), longest first.
func readRules(lang string) ([]rule, error) {
	var rules []rule
	err := readTable("rules.tsv", 5, func(f []string) error {
		if lang != "" && f[0] != lang && f[0] != "*" {
			return nil
		}
		mean, ok := meanings[f[2]]
		if !ok {
			return fmt.Errorf("unknown meaning %q", f[2])
		}
		patterns, err := expand(strings.Fields(f[1]))
		if err != nil {
			return err
		}
		for _, p := range patterns {
			if p[0] == comma {
				continue // of an optional weekday that is not there
			}
			rules = append(rules, rule{p, mean, f[2], f[1]})
		}
		return nil
	})
	sort.SliceStable(rules, func(i, j int) bool { return len(rules[i].pattern) > len(rules[j].pattern) })
	return rules, err
}

// expand turns a pattern with optional classes into all patterns without.
func expand(names []string) ([][]class, error) {
	if len(names) == 0 {
		return [][]class{nil}, nil
	}
	name, optional := strings.CutSuffix(names[0], "?")
	c, ok := classNames[name]
	if !ok {
		return nil, fmt.Errorf("unknown class %q", name)
	}
	if name == "to" {
		c |= dash
	}
	tails, err := expand(names[1:])
	if err != nil {
		return nil, err
	}
	var all [][]class
	for _, t := range tails {
		all = append(all, append([]class{c}, t...))
	}
	if optional {
		all = append(all, tails...)
	}
	return all, nil
}

// fits tells whether the first items are of the classes of the rule.
func (r *rule) fits(items []item) bool {
	if len(r.pattern) > len(items) {
		return false
	}
	for i, c := range r.pattern {
		if items[i].classes&c == 0 {
			return false
		}
	}
	return true
}

// slots are the values that a rule has read. Where a rule names a class twice,
// the second one is the end of a range.
type slots struct {
	day, month, year    [2]int
	weekday             int // -1 is none
	n                   int // count of units
	vague               bool
	unit                int8
	direction           int8 // last -1, this 0, next 1
	directed            bool
	part                int8 // -1 is none
	season, offset      int
	kind                int8 // of an event
	published           date
	events              []dated
	future, sawPrep     bool
	days, months, years int // how many of each have been read
}

// fill reads the values of the items that a rule fits.
func (r *rule) fill(s *slots, items []item) {
	for i, c := range r.pattern {
		it := &items[i]
		if it.classes&dash != 0 && c&dash != 0 {
			continue
		}
		switch v := it.value(c); c {
		case dayNum:
			put(&s.day, &s.days, v)
		case monthNum, month, month | monthAmb:
			put(&s.month, &s.months, v)
		case yearNum, decadeNum:
			put(&s.year, &s.years, v)
		case shortYear:
			put(&s.year, &s.years, 2000+v)
		case weekday, weekday | weekdayAbbr:
			s.weekday = v
		case count:
			s.n = v
		case vague:
			s.n, s.vague = v, true
		case unit:
			s.unit = int8(v)
		case units:
			s.n, s.unit = 1, int8(v)
		case vagueUnits:
			s.n, s.vague, s.unit = severally, true, int8(v)
		case past:
			if i+1 < len(r.pattern) && r.pattern[i+1] == unit {
				s.n = 1
			}
		case recent:
			if s.n == 0 {
				s.n, s.vague = severally, true
			}
		case last, this, next:
			s.direction, s.directed = int8(v), true
		case part:
			s.part = int8(v)
		case season:
			s.season = v
		case deictic:
			s.offset = v
		case attack:
			s.kind = int8(v)
		case prep, between:
			s.sawPrep = s.sawPrep || i == 0
		}
	}
}

// severally is what "several" counts as.
const severally = 3

func put(to *[2]int, n *int, v int) {
	if *n < len(to) {
		to[*n] = v
	}
	*n++
}
