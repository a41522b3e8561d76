package corpus

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"saksi/schema"
	"saksi/seeds"
)

// The tables call states, groups, organisations and seas as the seeds do, so that who
// reads an article knows them.
func TestNamesAreKnown(t *testing.T) {
	known := map[string]schema.IRI{}
	for _, n := range seeds.Names() {
		known[n.Text] = n.Actor
	}
	w := theWorld()
	check := func(p *party, names ...string) {
		for _, n := range names {
			if id := known[strings.TrimPrefix(n, "the ")]; id != p.id && known[n] != p.id {
				t.Errorf("%q is %q to the seeds, want %s", n, id, p.id)
			}
		}
	}
	for _, p := range w.states {
		for _, f := range p.forms {
			check(p, f.name, f.short, f.adj, f.capital)
		}
		check(p, p.towns...)
	}
	for _, p := range slices.Concat(w.groups, w.bodies, w.monitors, w.seas) {
		for _, f := range p.forms {
			check(p, f.name, f.short)
		}
	}
}

// Offices are those of the seeds, and the big states have somebody who speaks for them on any day.
func TestHolders(t *testing.T) {
	titles := map[string]bool{}
	for _, r := range seeds.Records() {
		for _, o := range r.Offices {
			titles[o.Title] = true
		}
	}
	offices, err := readOffices()
	if err != nil {
		t.Fatal(err)
	}
	for title, s := range offices {
		if !titles[title] && title[0] != '*' {
			t.Errorf("nobody in the seeds is %q", title)
		}
		for l := range s.first {
			if title[0] != '*' && !strings.HasSuffix(s.first[l], " {name}") || s.later[l] == "" {
				t.Errorf("%s: %q, later %q", title, s.first[l], s.later[l])
			}
		}
	}
	w, states := &writer{}, theWorld().states
	for _, code := range []string{"USA", "RUS", "IRN", "IDN", "CHN", "GBR", "FRA", "UKR", "ISR", "IND"} {
		i := slices.IndexFunc(states, func(p *party) bool { return p.id == schema.IRI("actor/"+code) })
		for day := firstDay; day <= lastDay; day += 30 {
			if c := inOffice(w, states[i], day, "", 0); c.name == "" {
				t.Errorf("nobody speaks for %s on %s", code, dateOf(day).Format(time.DateOnly))
			}
		}
	}
}

// An office of which only month or year is known counts from when it is certain.
func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		edtf     string
		from, to int
	}{
		{"2020-03-05", dayNumber(2020, 3, 5), dayNumber(2020, 3, 4)},
		{"2020-02", dayNumber(2020, 2, 29), dayNumber(2020, 1, 31)},
		{"2020", dayNumber(2020, 12, 31), dayNumber(2019, 12, 31)},
		{"", math.MinInt, math.MaxInt},
	} {
		if from, to := startOf(c.edtf), endOf(c.edtf); from != c.from || to != c.to {
			t.Errorf("%q: from %d, to %d; want %d, %d", c.edtf, from, to, c.from, c.to)
		}
	}
}

func TestFamily(t *testing.T) {
	for _, c := range []struct {
		name  string
		first bool
		want  string
	}{{"Ana Lim", false, "Lim"}, {"Omar al-Rashidi", false, "al-Rashidi"}, {"Rui de Alvez", false, "de Alvez"}, {"Lin Weimin", true, "Lin"}, {"Ana", false, "Ana"}} {
		if got := familyOf(c.name, c.first); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
