package serve

import (
	"net/url"
	"slices"

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
	Bars               []bar
	Width, Height, Bar int
	Top                int // the greatest total
	Groups             []draw.Group
}

const (
	chartHeight = 120
	barStep     = 14
	maxBars     = 72
)

// groupOrder is from the bottom up.
var groupOrder = []draw.Group{draw.Say, draw.Admit, draw.Deny, draw.Blame}

// chartOf counts statements by month, or by year when the months are too many to
// show. Link gives where a bar leads.
func chartOf(list []schema.Statement, link func(when string) string) chart {
	for _, precision := range []int{len("2006-01"), len("2006")} {
		counts := make(map[string]map[draw.Group]int)
		for i := range list {
			on := ask.SaidOn(&list[i])
			if len(on) < precision {
				continue
			}
			if counts[on[:precision]] == nil {
				counts[on[:precision]] = make(map[draw.Group]int)
			}
			counts[on[:precision]][draw.GroupOf(list[i].Act)]++
		}
		if len(counts) <= maxBars || precision == len("2006") {
			return drawn(counts, link)
		}
	}
	return chart{}
}

func drawn(counts map[string]map[draw.Group]int, link func(string) string) chart {
	c := chart{Height: chartHeight, Bar: barStep - 3, Groups: groupOrder}
	var months []string
	for m, groups := range counts {
		months = append(months, m)
		total := 0
		for _, n := range groups {
			total += n
		}
		c.Top = max(c.Top, total)
	}
	slices.Sort(months)
	year := ""
	for i, m := range months {
		b := bar{When: m, Link: link(m), X: i * barStep}
		y := chartHeight
		for _, g := range groupOrder {
			n := counts[m][g]
			b.Total += n
			h := n * chartHeight / max(c.Top, 1)
			if n > 0 {
				h = max(h, 1)
			}
			y -= h
			b.Parts = append(b.Parts, barPart{string(g), y, h, n})
		}
		if m[:4] != year {
			b.Tick, year = m[:4], m[:4]
		}
		c.Bars = append(c.Bars, b)
	}
	spaceTicks(c.Bars)
	c.Width = max(len(months)*barStep, 4*barStep)
	return c
}

// spaceTicks leaves out the years that would run into the one before.
func spaceTicks(bars []bar) {
	last := -3 * barStep
	for i := range bars {
		if bars[i].Tick == "" {
			continue
		}
		if bars[i].X-last < 2*barStep+6 {
			bars[i].Tick = ""
			continue
		}
		last = bars[i].X
	}
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

// plainChart counts without telling acts apart.
func plainChart(counts map[string]int, link func(string) string) chart {
	groups := make(map[string]map[draw.Group]int)
	for when, n := range counts {
		groups[when] = map[draw.Group]int{draw.Say: n}
	}
	c := drawn(groups, link)
	c.Groups = nil
	return c
}
