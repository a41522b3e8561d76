package corpus

import (
	"slices"
	"strings"
	"testing"

	"saksi/seeds"
)

// roots are the rules that the code names.
var roots = []string{"headline", "dateline", "body", "more", "nomedia", "direction", "job.X", "job.Y", "job.W", "job.R",
	"person.m", "person.f", "town", "company", "ship", "list.month", "list.weekday", "list.number", "list.publisher", "list.small"}

// walker goes through what an article of certain keys may hold.
type walker struct {
	t    *testing.T
	g    *grammar
	keys facetKeys
	seen map[int]bool
	used map[int]bool // by number of alternative
}

type facetKeys = [facets]int

func (w *walker) rule(n int, from string) {
	if w.seen[n] {
		return
	}
	w.seen[n] = true
	r := &w.g.rules[n]
	s := r.sets[w.keys[r.facet]]
	if len(s.alts) == 0 {
		k := theWorld().keys
		w.t.Errorf("%s: %s needs %s, which has nothing for %s", w.g.lang.code, from, r.name, k[r.facet][w.keys[r.facet]])
	}
	for _, a := range s.alts {
		w.used[a.number] = true
		for _, o := range a.ops {
			if o.rule >= 0 {
				w.rule(o.rule, r.name)
			}
		}
	}
}

// combinations calls f with the keys of each article that there may be.
func combinations(f func(facetKeys)) {
	w := theWorld()
	for s := range w.shapes {
		for _, d := range w.shapes[s].deeds {
			for _, th := range w.deeds[d].themes {
				f(facetKeys{byShape: s, byDeed: d, byTheme: th, byCulture: (s + d + th) % len(w.keys[byCulture])})
			}
		}
	}
}

// Every slot leads to something in every article that may need it, and no rule or
// alternative stands there for nothing.
func TestGrammarsAreWhole(t *testing.T) {
	for _, g := range theWorld().grammars {
		used := map[int]bool{}
		combinations(func(k facetKeys) {
			w := walker{t: t, g: g, keys: k, seen: map[int]bool{}, used: used}
			for _, name := range roots {
				if n, ok := g.names[name]; ok {
					w.rule(n, "the code")
				} else if name != "list.small" && name != "direction" { // which one language has
					t.Fatalf("%s: no rule %s", g.lang.code, name)
				}
			}
		})
		for i := range g.rules {
			r := &g.rules[i]
			for _, s := range append(slices.Clone(r.sets), r.rest) {
				for j := range s.alts {
					if !used[s.alts[j].number] {
						t.Errorf("%s: nothing uses alternative %d of %s", g.lang.code, j+1, r.name)
					}
				}
			}
		}
	}
}

// Fixed rules of one name have as many alternatives in both languages, so that an event
// is the same in both.
func TestFixedRules(t *testing.T) {
	gs := theWorld().grammars
	for i := range gs[english.number].rules {
		r := &gs[english.number].rules[i]
		n, ok := gs[indonesian.number].names[r.name]
		if !ok {
			continue
		}
		other := &gs[indonesian.number].rules[n]
		for k, set := range r.sets {
			if o := other.sets[k]; set.fixed != o.fixed || set.fixed && len(set.picks) != len(o.picks) {
				t.Errorf("%s: %d alternatives in English, %d in Indonesian, fixed: %v and %v", r.name, len(set.picks), len(o.picks), set.fixed, o.fixed)
			}
		}
	}
	// what is named twice in one language
	for _, pair := range [][2]string{{"site", "site.head"}, {"calamity", "calamity.head"}, {"matter", "matter.head"}, {"punish", "reprisal.head"},
		{"agree.main", "agree.head"}, {"eases", "eases.past"}, {"falls", "falls.past"}, {"industry", "industry.the"}, {"finder", "finder.short"},
		{"tempat", "site.head"}, {"hukum", "reprisal.head"}, {"sepakat.utama", "agree.head"}} {
		for _, g := range gs {
			a, one := g.names[pair[0]]
			b, two := g.names[pair[1]]
			if !one || !two {
				continue
			}
			if x, y := g.rules[a].sets[0], g.rules[b].sets[0]; len(x.picks) != len(y.picks) || !x.fixed || !y.fixed {
				t.Errorf("%s: %s has %d alternatives, %s %d", g.lang.code, pair[0], len(x.picks), pair[1], len(y.picks))
			}
		}
	}
}

// The words for a theme are words of that theme to the seeds as well.
func TestThemes(t *testing.T) {
	k := theWorld().keys
	for _, g := range theWorld().grammars {
		for i, theme := range k[byTheme] {
			for _, a := range g.rules[g.names["T"]].sets[i].alts {
				id, _ := seeds.ThemeOf(a.ops[0].text)
				if got := strings.TrimPrefix(string(id), "theme/"); got != theme {
					t.Errorf("%s: %q is of theme %q, want %q", g.lang.code, a.ops[0].text, got, theme)
				}
			}
		}
	}
}

// Mistakes in a grammar are told with their place.
func TestMistakes(t *testing.T) {
	k := &theWorld().keys
	for _, c := range []struct{ text, want string }{
		{"a:\n  {b}\n", "t:1: rule a: \"{b}\": slot {b} is neither"},
		{"a:\n  {n:1}\n", "neither a rule"},
		{"a:\n  {n:9:1}\n", "neither a rule"},
		{"a:\n  {n:x:1}\n", `"x" is no number`},
		{"a:\n  {n\n", "not closed"},
		{"a:\n  *x y\n", "t:2: the weight"},
		{"a\n  b\n", "t:1: a rule's name ends with a colon"},
		{"  b\n", "t:1: an alternative before"},
		{"a:\nb:\n  c\n", "has no alternative"},
		{"a:\n  b\na:\n  c\n", "t:3: rule a: stands twice"},
		{"a@drone:\n  b\na@aid:\n  c\n", "two kinds"},
		{"a@moon:\n  b\n", `"moon" is no shape`},
	} {
		all, err := sections("t", c.text)
		if err == nil {
			_, err = compile(english, k, all)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

// What slots write.
func TestExpand(t *testing.T) {
	e := event{day: dayNumber(2024, 3, 5), town: "Oakden", die: 12, dead: 4, hurt: 11, count: 1200}
	by := func(code string) *party {
		for _, s := range theWorld().states {
			if string(s.id) == "actor/"+code {
				return s
			}
		}
		t.Fatalf("no state %s", code)
		return nil
	}
	e.parties = [partiesInAll]*party{partyA: by("USA"), partyB: by("IRN"), partyC: by("UKR"), partyD: by("USA"), partyE: by("UZB"),
		groupG: theWorld().groups[0], bodyO: theWorld().bodies[0], monitorN: theWorld().monitors[0], seaS: theWorld().seas[0]}
	e.people[personA1] = cast{speech: &speech{first: [2]string{"U.S. President Jo Roe", "Presiden AS Jo Roe"}, later: [2]string{"the president", "presiden itu"}}, name: "Jo Roe", last: "Roe", female: true}
	e.people[personX] = cast{name: "Ana Lim", last: "Lim"}
	for _, c := range []struct {
		lang     *language
		text, is string
	}{
		{english, "{A} and {B.adj} and {A.short}", "the United States and Iranian and U.S."},
		{english, "{^A}'s wish", "The United States' wish"},
		{english, "{B}'s wish", "Iran's wish"},
		{english, "a {A.adj} and a {B.adj} and a {E.adj}", "a U.S. and an Iranian and an Uzbek"},
		{english, "A {B.adj} boat. {A} left.", "An Iranian boat. The United States left."},
		{english, "{A1}: {A1.he} {A1.his} {A1.him}", "U.S. President Jo Roe: she her her"},
		{english, "{X}, {X}", "clerk Ana Lim, Lim"},
		{english, "{dead} and {hurt} of {count}, {dead.num}", "four and 11 of 1,200, 4"},
		{english, "{day} {date}", "Tuesday March 5"},
		{english, "{year:3:3} {n:7:7} {num:7:7} {big:12345:12345}", "2021 seven 7 12,000"},
		{english, "{s.x}", "Lower case."},
		{indonesian, "{A} {A.capital} {hurt} {count}", "Amerika Serikat Washington 11 1.200"},
		{indonesian, "{day}, {day}, {date}", "Selasa (5/3/2024), Selasa, 5 Maret"},
		{indonesian, "{dead} a {B.adj}", "empat a Iran"},
	} {
		names := "list.month:\n  January | February | March\nlist.weekday:\n  Sunday | Monday | Tuesday\nlist.number:\n  no | one | two | three | four | five | six | seven\n"
		if c.lang == indonesian {
			names = "list.month:\n  Januari | Februari | Maret\nlist.weekday:\n  Minggu | Senin | Selasa\nlist.number:\n  nol | satu | dua | tiga | empat\n"
		}
		all, err := sections("t", "a:\n  "+c.text+"\ns.x:\n  lower case.\njob.X!:\n  clerk\n"+names)
		if err != nil {
			t.Fatal(err)
		}
		g, err := compile(c.lang, &theWorld().keys, all)
		if err != nil {
			t.Fatal(err)
		}
		w := &writer{event: e}
		w.seed(1, 1, forWords)
		if got := w.say(g, "a"); got != c.is {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.is)
		}
	}
}

func TestVowel(t *testing.T) {
	for word, want := range map[string]bool{"official": true, "Iranian": true, "U.S.": false, "UN": false, "Ukrainian": false, "Ugandan": false,
		"Uzbek": true, "unit": false, "unacceptable": true, "European": false, "8": true, "80": true, "11": true, "18": true, "110": false,
		"11 ": true, "report": false, "hospital": false, "Egyptian": true} {
		if got := vowel([]byte(word)); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
}

func TestTitleCase(t *testing.T) {
	small := map[string]bool{"di": true, "ke": true}
	for in, want := range map[string]string{"Iran kirim drone ke Rusia": "Iran Kirim Drone ke Rusia", "di balik layar": "Di Balik Layar", "AS dan US$4,2 miliar": "AS Dan US$4,2 Miliar"} {
		if got := titleCase(in, small); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
