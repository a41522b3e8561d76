package serve

import (
	"maps"
	"net/url"
	"slices"
	"time"

	"saksi/graph/ask"
	"saksi/graph/draw"
	"saksi/schema"
)

// bar is one month of a chart, or one year when there are many.
type bar struct {
	When  string
	Link  string
	X     int
	Parts []barPart
	Total int
	Tick  string // under the bar, or ""
}

type barPart struct {
	Class     string
	Y, Height int
	Count     int
}

// chart is bars by month, with the groups of acts upon each other.
type chart struct {
	Bars []bar
	// Step is from one bar to the next, Bar the width of one, in pixels.
	Width, Height, Bar, Step int
	Top                      int // the greatest total
	Groups                   []draw.Group
}

const (
	chartHeight = 120
	wide        = 640 // about, of a chart across a page with many bars
	narrow      = 340 // of one at the side
	minStep     = 3   // from one bar to the next
	maxStep     = 26
	maxBars     = 120
)

// groupOrder is from the bottom up.
var groupOrder = []draw.Group{draw.Say, draw.Admit, draw.Deny, draw.Blame}

// tallies are the counts of a chart: by month or year, and group.
type tallies map[string]map[draw.Group]int

// chartOf counts statements by month, or by year when the months are too many to
// show. Link gives where a bar leads.
func chartOf(list []schema.Statement, link func(when string) string) chart {
	t := make(tallies)
	for i := range list {
		t.add(ask.SaidOn(&list[i]), draw.GroupOf(list[i].Act), 1)
	}
	return t.drawn(link, wide)
}

// monthChart is the chart of counts that are not told apart by act.
func monthChart(months []ask.Count, link func(string) string) chart {
	t := make(tallies)
	for _, m := range months {
		t.add(m.Value, draw.Say, m.Count)
	}
	c := t.drawn(link, narrow)
	c.Groups = nil
	return c
}

// month is how much of a date names the month, year the year.
const (
	month = len("2006-01")
	year  = len("2006")
)

func (t tallies) add(on string, g draw.Group, n int) {
	if len(on) < month {
		return
	}
	if _, err := time.Parse("2006-01", on[:month]); err != nil {
		return
	}
	if t[on[:month]] == nil {
		t[on[:month]] = make(map[draw.Group]int)
	}
	t[on[:month]][g] += n
}

// steps lists the months, or years, from the first to the last, those with nothing
// among them.
func (t tallies) steps() []string {
	months := slices.Sorted(maps.Keys(t))
	if len(months) == 0 {
		return nil
	}
	last := months[len(months)-1]
	for _, by := range []struct {
		layout        string
		years, months int
	}{{"2006-01", 0, 1}, {"2006", 1, 0}} {
		at, err := time.Parse("2006-01", months[0])
		if err != nil {
			return nil
		}
		var out []string
		for s := at.Format(by.layout); s <= last && len(out) <= maxBars; s = at.Format(by.layout) {
			out = append(out, s)
			at = at.AddDate(by.years, by.months, 0)
		}
		if len(out) <= maxBars {
			return out
		}
	}
	return months[:min(len(months), maxBars)]
}

func (t tallies) drawn(link func(string) string, width int) chart {
	steps := t.steps()
	if len(steps) == 0 {
		return chart{}
	}
	sums := make(tallies)
	c := chart{Height: chartHeight, Groups: groupOrder, Step: min(max(width/len(steps), minStep), maxStep)}
	for m, groups := range t {
		when := m[:len(steps[0])]
		if sums[when] == nil {
			sums[when] = make(map[draw.Group]int)
		}
		for g, n := range groups {
			sums[when][g] += n
		}
	}
	for _, groups := range sums {
		total := 0
		for _, n := range groups {
			total += n
		}
		c.Top = max(c.Top, total)
	}
	c.Bar, c.Width = c.Step-max(1, c.Step/5), len(steps)*c.Step
	lastTick := -1000
	for i, when := range steps {
		b := bar{When: when, Link: link(when), X: i * c.Step}
		y := chartHeight
		for _, g := range groupOrder {
			n := sums[when][g]
			b.Total += n
			h := n * chartHeight / max(c.Top, 1)
			if n > 0 {
				h = max(h, 1)
			}
			y -= h
			b.Parts = append(b.Parts, barPart{string(g), y, h, n})
		}
		if (i == 0 || when[year:] == "-01" || when[year:] == "") && b.X-lastTick >= 34 {
			b.Tick, lastTick = when[:year], b.X
		}
		c.Bars = append(c.Bars, b)
	}
	c.Width = max(c.Width, lastTick+34)
	return c
}

// monthLink narrows a query down to the time of a bar.
func monthLink(q ask.Query, ui string) func(string) string {
	return func(when string) string {
		q := q
		q.SaidSince, q.SaidUntil, q.Cursor = when, when, ""
		return askURL(q, ui)
	}
}

// askURL is the page of a query.
func askURL(q ask.Query, ui string) string {
	v := values(q)
	if ui != "" {
		v.Set("ui", ui)
	}
	return "/ask?" + v.Encode()
}

// withUI keeps the language that was chosen.
func withUI(path, ui string) string {
	if ui == "" {
		return path
	}
	return path + "?" + url.Values{"ui": {ui}}.Encode()
}
