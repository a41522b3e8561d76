package when

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"saksi/schema"
)

// header is the grammar of date lines: the words of both languages and those of
// bylines.
var header = sync.OnceValue(func() *headerGrammar { return must(readHeader()) })

type headerGrammar struct {
	words *lexicon
	rules []rule
	zones map[string]int // seconds east of UTC
}

// readHeader reads the tables. In a header, only rules that give a day count.
func readHeader() (*headerGrammar, error) {
	h := &headerGrammar{zones: map[string]int{}}
	var err error
	if h.words, err = readLexicon("id.tsv", "en.tsv", "header.tsv"); err != nil {
		return nil, err
	}
	rules, err := readRules("")
	if err != nil {
		return nil, err
	}
	for _, r := range rules {
		if r.name == "day" {
			h.rules = append(h.rules, r)
		}
	}
	err = readTable("zones.tsv", 2, func(f []string) error {
		at, err := time.Parse("-07:00", f[1])
		if err != nil {
			return fmt.Errorf("bad offset %q", f[1])
		}
		_, h.zones[f[0]] = at.Zone()
		return nil
	})
	return h, err
}

const maxHeader = 120 // bytes; longer lines are no date lines

// HeaderDate reads a line that says when a document was published or updated:
//
//	Diterbitkan 10 Des 2022, 13:00 WIB           →  2022-12-10T13:00:00+07:00
//	oleh Hariz Barak diperbarui 10 Des 2022      →  2022-12-10
//	Published 3:04 PM EST, Mon January 2, 2023   →  2023-01-02T15:04:00-05:00
//	10 December 2022                             →  2022-12-10
//
// The value is RFC 3339 when the line gives the time of day with its zone, else
// an ISO date. A line of prose that holds a date is none: beside the date there
// may only be words such as "published", and a name or place before it that is
// set off by a mark.
func HeaderDate(line string) (value string, ok bool) {
	line = strings.TrimSpace(line)
	if len(line) < 8 || len(line) > maxHeader {
		return "", false
	}
	if t, err := schema.ParseTime(line); err == nil && (t.Precision() == schema.Day || t.Precision() == schema.DateTime) {
		return line, true
	}
	var buf [48]item
	h := header()
	items, all := h.words.items(line, 0, len(line), buf[:0])
	if all&(yearNum|shortYear) == 0 {
		return "", false
	}
	for i := range items {
		if v, n := h.day(items[i:]); n > 0 {
			l := headerLine{line: line, items: items, first: i, next: i + n}
			return l.read(v.from)
		}
	}
	return "", false
}

// day reads a date with its year at the first item, and says how many items it takes.
func (h *headerGrammar) day(items []item) (value, int) {
	for k := range h.rules {
		r := &h.rules[k]
		if !r.fits(items) {
			continue
		}
		s := slots{weekday: -1, part: -1}
		r.fill(&s, items[:len(r.pattern)])
		if v, ok := oneDay(&s); ok && s.years > 0 {
			return v, len(r.pattern)
		}
	}
	return value{}, 0
}

// headerLine is a line whose items[first:next] are a date.
type headerLine struct {
	line        string
	items       []item
	first, next int

	minutes int // of the clock, or -1
	zone    int
	zoned   bool
}

func (h *headerLine) read(d date) (string, bool) {
	h.minutes = -1
	led, marked, names := false, true, 0
	for i := 0; i < len(h.items); i++ {
		if i == h.first {
			i = h.next - 1
			continue
		}
		it := &h.items[i]
		if h.timeOfDay(i) {
			marked = true
			continue
		}
		switch {
		case it.classes&lead != 0:
			led, marked = true, true
		case it.word == nil && it.classes&(count|yearNum) == 0 && !isWord(h.line[it.start]):
			if c := h.line[it.start]; c == '.' && i > h.first || c == '"' || c == '?' || c == '!' {
				return "", false
			}
			marked = true
		case it.classes&(weekday|weekdayAbbr|prep|fill) != 0:
		default:
			if i > h.first {
				return "", false // words after the date: prose
			}
			names++
			marked = false
		}
	}
	if !led && (names > 4 || !marked) || names > 8 {
		return "", false
	}
	return h.format(d), true
}

func isWord(b byte) bool {
	return isASCIILetter(b) || isDigit(b) || b >= 0x80 && b != 0xE2 && b != 0xC2
}

// timeOfDay reads what item i tells of the time of day, if anything.
func (h *headerLine) timeOfDay(i int) bool {
	it := &h.items[i]
	text := h.line[it.start:it.end]
	if it.classes&clock != 0 {
		if h.minutes < 0 {
			h.minutes = int(it.number)
		}
		return true
	}
	if it.classes&meridiem != 0 && h.minutes >= 0 {
		pm := text[0]|0x20 == 'p'
		switch hour := h.minutes / 60; {
		case pm && hour < 12:
			h.minutes += 12 * 60
		case !pm && hour == 12:
			h.minutes -= 12 * 60
		}
		return true
	}
	if i > 0 && it.word == nil && it.classes&count != 0 && h.zoned { // GMT+7
		if sign := h.line[it.start-1]; (sign == '+' || sign == '-') && it.number <= 14 {
			h.zone = int(it.number) * 3600
			if sign == '-' {
				h.zone = -h.zone
			}
			return true
		}
	}
	if zone, ok := header().zones[text]; ok {
		h.zone, h.zoned = zone, true
		return true
	}
	return false
}

func (h *headerLine) format(d date) string {
	if h.minutes < 0 || !h.zoned {
		return string(d.append(nil))
	}
	at := time.Date(d.y, time.Month(d.m), d.d, h.minutes/60, h.minutes%60, 0, 0, time.FixedZone("", h.zone))
	return at.Format("2006-01-02T15:04:05-07:00")
}
