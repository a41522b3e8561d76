package graph

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// The calendar of the index tells which years have statements, and which days of them:
//
//	index/all       index/year  index/all/2024        index/all/2024
//	index/all/2024  index/day   index/day/2024-08-17  index/day/2024-08-17
//	doc/x…          index/on    index/day/2024-08-17  index/doc/x…
//
// Years and days own what is said of them, and stay while a posting or a document points
// to them. Stores before format 3 have none.
const (
	calendarRoot = quad.IRI(indexPrefix + string(KeyAll))
	ofYear       = quad.IRI(indexPrefix + "year")
	ofDay        = quad.IRI(indexPrefix + "day")
	onDay        = quad.IRI(indexPrefix + "on")
	yearPrefix   = indexPrefix + string(KeyAll) + "/"
	dayPrefix    = indexPrefix + "day/"
)

// calendarQuads are those of a document that has statements of these years and days.
func calendarQuads(doc schema.IRI, years map[int]Days) []quad.Quad {
	var out []quad.Quad
	for _, year := range slices.Sorted(maps.Keys(years)) {
		y := bucket(KeyAll, year)
		out = append(out, quad.Quad{Subject: calendarRoot, Predicate: ofYear, Object: y, Label: y})
		days := years[year]
		for _, day := range days.List() {
			d := quad.IRI(fmt.Sprintf("%s%d-%02d-%02d", dayPrefix, year, day/100, day%100))
			out = append(out,
				quad.Quad{Subject: y, Predicate: ofDay, Object: d, Label: d},
				quad.Quad{Subject: quad.IRI(doc), Predicate: onDay, Object: d, Label: indexLabel(doc)})
		}
	}
	return out
}

// calendarQuad tells whether a quad is one of the calendar.
func calendarQuad(q quad.Quad) bool {
	return q.Predicate == ofYear || q.Predicate == ofDay || q.Predicate == onDay
}

// Days are days of a year, a bit for each: those of January first.
type Days [12]uint32

// add adds a day, as in [Posting]; 0 is none.
func (d *Days) add(day int) {
	if m := day/100 - 1; m >= 0 && m < len(d) {
		d[m] |= 1 << (day % 100)
	}
}

// List lists the days in order, as in [Posting].
func (d *Days) List() []int {
	var out []int
	for m, bits := range d {
		for day := 1; day <= 31; day++ {
			if bits&(1<<day) != 0 {
				out = append(out, 100*(m+1)+day)
			}
		}
	}
	return out
}

// dated is the year, and the day if it has one, of a node of the calendar.
func dated(v quad.Value) (year, day int, ok bool) {
	iri, _ := v.(quad.IRI)
	if tail, is := strings.CutPrefix(string(iri), yearPrefix); is {
		year, err := strconv.Atoi(tail)
		return year, 0, err == nil
	}
	tail, is := strings.CutPrefix(string(iri), dayPrefix)
	parts := strings.Split(tail, "-")
	if !is || len(parts) != 3 {
		return 0, 0, false
	}
	var n [3]int
	for i, part := range parts {
		var err error
		if n[i], err = strconv.Atoi(part); err != nil {
			return 0, 0, false
		}
	}
	return n[0], 100*n[1] + n[2], true
}

// indexed is the year and day of a posting among all statements.
func indexed(q quad.Quad) (year, day int, ok bool) {
	p, _ := q.Predicate.(quad.IRI)
	posting, ok := parsePosting(p)
	if !ok {
		return 0, 0, false
	}
	year, _, ok = dated(q.Object)
	return year, posting.Day, ok
}

const firstYear, lastYear = 1900, 2100

// Years lists the years that have statements, in order; [NoYear] first when there
// are statements without one.
func (v *View) Years(ctx context.Context) ([]int, error) {
	if v.err != nil {
		return nil, v.err
	}
	c := &v.s.years
	c.Lock()
	defer c.Unlock()
	if c.list != nil && c.generation == v.generation {
		return c.list, nil
	}
	read := v.yearsOf
	if v.format < calendarFormat {
		read = v.yearsTried
	}
	list, err := read(ctx)
	if err != nil {
		return nil, fmt.Errorf("read years: %w", err)
	}
	if c.generation == v.generation {
		c.list = list
	}
	return list, nil
}

func (v *View) yearsOf(ctx context.Context) ([]int, error) {
	list := []int{}
	err := v.each(ctx, pattern{s: calendarRoot, p: ofYear}, func(q quad.Quad) bool {
		if year, _, ok := dated(q.Object); ok {
			list = append(list, year)
		}
		return true
	})
	slices.Sort(list)
	return list, err
}

// yearsTried looks for each year that there may be.
func (v *View) yearsTried(context.Context) ([]int, error) {
	years := []int{NoYear}
	for y := firstYear; y <= lastYear; y++ {
		years = append(years, y)
	}
	buckets := make([]quad.Value, len(years))
	for i, y := range years {
		buckets[i] = bucket(KeyAll, y)
	}
	ids, err := v.db.nodes(buckets)
	if err != nil {
		return nil, err
	}
	list := []int{}
	for i, id := range ids {
		if id != 0 {
			list = append(list, years[i])
		}
	}
	return list, nil
}

// Days are the days of a year that have statements, as in [Posting]; there may be some
// among them whose statements were forgotten.
func (v *View) Days(ctx context.Context, year int) (Days, error) {
	c := &v.s.years
	c.Lock()
	d, ok := c.days[year]
	c.Unlock()
	if ok {
		return d, nil
	}
	read := v.daysOf
	if v.format < calendarFormat {
		read = v.daysPosted
	}
	d, err := read(ctx, year)
	if err != nil {
		return d, fmt.Errorf("read days of %d: %w", year, err)
	}
	c.Lock()
	defer c.Unlock()
	if c.generation == v.generation {
		if c.days == nil {
			c.days = make(map[int]Days)
		}
		c.days[year] = d
	}
	return d, nil
}

func (v *View) daysOf(ctx context.Context, year int) (out Days, err error) {
	err = v.each(ctx, pattern{s: bucket(KeyAll, year), p: ofDay}, func(q quad.Quad) bool {
		if _, day, ok := dated(q.Object); ok {
			out.add(day)
		}
		return true
	})
	return out, err
}

// daysPosted looks at which days the postings of all statements have.
func (v *View) daysPosted(ctx context.Context, year int) (out Days, err error) {
	id, err := v.node(bucket(KeyAll, year))
	if err != nil || id == 0 {
		return out, err
	}
	var predicates []uint64
	err = v.db.distinct(layout.OPSL, layout.Quad{2: id}, 1, func(p uint64) bool {
		predicates = append(predicates, p)
		return ctx.Err() == nil
	})
	if err = errors.Join(err, ctx.Err()); err != nil {
		return out, err
	}
	err = v.db.values(predicates, func(_ uint64, x quad.Value) {
		iri, _ := x.(quad.IRI)
		if p, ok := parsePosting(iri); ok {
			out.add(p.Day)
		}
	})
	return out, err
}
