package corpus

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"saksi/schema"
	"saksi/seeds"
)

// language is what the writing of numbers, dates and words hangs on.
type language struct {
	number   int    // in the arrays of forms
	code     string // BCP 47
	articles bool   // "a" becomes "an"
	dayFirst bool   // "3 Maret", not "March 3"
	titles   bool   // headlines have capitals throughout
	dated    bool   // the day of the news is told with its date
	acronyms bool   // an organisation's short name follows its full one in brackets
	thousand byte   // between the thousands of a number
	point    byte   // before decimals
	zone     *time.Location
}

const languages = 2

var (
	english    = &language{number: 0, code: "en", articles: true, thousand: ',', point: '.', zone: time.UTC}
	indonesian = &language{number: 1, code: "id", dayFirst: true, titles: true, dated: true, acronyms: true, thousand: '.', point: ',', zone: time.FixedZone("WIB", 7*60*60)}
)

// forms are the words for a state, group, organisation or sea in one language.
type forms struct {
	name, short, adj, capital string
	media                     []string
}

// party is a state, group, organisation or sea.
type party struct {
	id      schema.IRI
	forms   [languages]forms
	plural  bool  // "the Houthis were"
	culture int   // of invented names; none for those that are no states
	members []int // the cultures whose states turn to an organisation; nil for all
	towns   []string
	holders []holder
	unnamed [2]*speech // who speaks when nobody is known
	weight  int
}

// speech is how somebody is called in each language: in full, and afterwards.
type speech struct{ first, later [languages]string }

// holder is a person in an office for a time.
type holder struct {
	speech
	name, last string
	female     bool
	from, to   int // days since 1970, both included
}

// deed and shape are rows of their tables.
type deed struct {
	ofB    bool // the town lies in the land of the accused
	themes []int
	bodies []*party
}

type shape struct {
	weight int
	deeds  []int
}

// world is what articles are about: the tables of this package joined with the seeds.
type world struct {
	keys     keys
	states   []*party
	groups   []*party
	bodies   []*party
	monitors []*party
	seas     []*party
	deeds    []deed
	shapes   []shape

	weightOfStates, weightOfShapes int

	grammars [languages]*grammar
}

// theWorld panics when a table or grammar can't be read: they are built in.
var theWorld = sync.OnceValue(func() *world {
	w, err := readWorld()
	if err != nil {
		panic(fmt.Sprintf("corpus: %v", err))
	}
	return w
})

func readWorld() (*world, error) {
	w := &world{}
	if err := w.readKeys(); err != nil {
		return nil, err
	}
	offices, err := readOffices()
	if err != nil {
		return nil, err
	}
	if err := w.readStates(); err != nil {
		return nil, err
	}
	if err := w.readBodies(); err != nil {
		return nil, err
	}
	if err := w.readDeeds(); err != nil {
		return nil, err
	}
	w.addPeople(offices)
	w.addMedia()
	for _, s := range w.states {
		s.weight = 2 + len(s.holders)
		w.weightOfStates += s.weight
	}
	for _, l := range []*language{english, indonesian} {
		if w.grammars[l.number], err = readGrammar(l, &w.keys); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// readGrammar reads the names and the grammar of a language.
func readGrammar(l *language, k *keys) (*grammar, error) {
	var all []section
	for _, file := range []string{"names.txt", "grammar." + l.code + ".txt"} {
		data, err := files.ReadFile(file)
		if err != nil {
			return nil, err
		}
		ss, err := sections(file, string(data))
		if err != nil {
			return nil, err
		}
		all = append(all, ss...)
	}
	return compile(l, k, all)
}

// table reads a table of tab-separated columns, without its comments.
func table(file string, columns int, row func(c []string) error) error {
	data, err := files.ReadFile(file)
	if err != nil {
		return err
	}
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) > columns {
			return fmt.Errorf("%s:%d: %d columns, %d at most", file, n+1, len(c), columns)
		}
		for len(c) < columns {
			c = append(c, "")
		}
		if err := row(c); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n+1, err)
		}
	}
	return nil
}

// readKeys gathers the names of shapes, deeds, themes and cultures.
func (w *world) readKeys() error {
	add := func(f facet, names string) {
		for _, name := range strings.Split(names, ",") {
			if name != "" && !slices.Contains(w.keys[f], name) {
				w.keys[f] = append(w.keys[f], name)
			}
		}
	}
	for _, t := range []struct {
		file    string
		columns int
		column  int
		facet   facet
	}{{"shapes.tsv", 3, 0, byShape}, {"deeds.tsv", 4, 0, byDeed}, {"deeds.tsv", 4, 2, byTheme}, {"states.tsv", 10, 1, byCulture}} {
		if err := table(t.file, t.columns, func(c []string) error { add(t.facet, c[t.column]); return nil }); err != nil {
			return err
		}
	}
	seen := map[string]bool{} // a rule's key says by itself which facet it is of
	for _, names := range w.keys {
		for _, name := range names {
			if seen[name] {
				return fmt.Errorf("%q is the key of two facets", name)
			}
			seen[name] = true
		}
	}
	return nil
}

// numbers are the numbers of keys.
func (w *world) numbers(f facet, names string) ([]int, error) {
	var out []int
	for _, name := range strings.Split(names, ",") {
		i := slices.Index(w.keys[f], name)
		if i < 0 {
			return nil, fmt.Errorf("%q is not known", name)
		}
		out = append(out, i)
	}
	return out, nil
}

func (w *world) readDeeds() error {
	err := table("deeds.tsv", 4, func(c []string) error {
		d := deed{ofB: c[1] == "B"}
		var err error
		if c[2] != "" {
			d.themes, err = w.numbers(byTheme, c[2])
		}
		for _, b := range w.bodies {
			if slices.Contains(strings.Split(c[3], ","), strings.TrimPrefix(string(b.id), "actor/")) {
				d.bodies = append(d.bodies, b)
			}
		}
		w.deeds = append(w.deeds, d)
		return err
	})
	if err != nil {
		return err
	}
	supply := w.deeds[slices.Index(w.keys[byDeed], "supply")]
	for i := range w.deeds {
		d := &w.deeds[i]
		if d.themes == nil {
			d.themes = supply.themes
		}
		if d.bodies == nil {
			d.bodies = supply.bodies
		}
	}
	return table("shapes.tsv", 3, func(c []string) error {
		s := shape{}
		var err error
		if s.weight, err = strconv.Atoi(c[1]); err != nil {
			return err
		}
		names := c[2]
		if names == "*" {
			names = strings.Join(w.keys[byDeed], ",")
		}
		s.deeds, err = w.numbers(byDeed, names)
		w.shapes = append(w.shapes, s)
		w.weightOfShapes += s.weight
		return err
	})
}

func (w *world) readStates() error {
	return table("states.tsv", 10, func(c []string) error {
		p := &party{id: schema.IRI("actor/" + c[0]), culture: slices.Index(w.keys[byCulture], c[1])}
		p.forms[english.number] = forms{name: c[2], short: c[3], adj: c[4], capital: c[5]}
		p.forms[indonesian.number] = forms{name: c[6], short: c[7], adj: c[6], capital: c[8]}
		if c[9] != "" {
			p.towns = strings.Split(c[9], ",")
		}
		w.states = append(w.states, p)
		return nil
	})
}

func (w *world) readBodies() error {
	sorts := map[string]*[]*party{"group": &w.groups, "groups": &w.groups, "body": &w.bodies, "monitor": &w.monitors, "sea": &w.seas}
	return table("bodies.tsv", 7, func(c []string) error {
		list, ok := sorts[c[0]]
		if !ok {
			return fmt.Errorf("%q is no sort", c[0])
		}
		p := &party{id: schema.IRI("actor/" + c[1]), plural: c[0] == "groups"}
		if c[0] == "sea" {
			p.id = schema.IRI("place/" + c[1])
		}
		p.forms[english.number] = forms{name: c[2], short: c[3], adj: c[3]}
		p.forms[indonesian.number] = forms{name: c[4], short: c[5], adj: c[5]}
		var err error
		if c[6] != "" {
			p.members, err = w.numbers(byCulture, c[6])
		}
		*list = append(*list, p)
		return err
	})
}

// readOffices gives the patterns of each office.
func readOffices() (map[string]*speech, error) {
	offices := map[string]*speech{}
	err := table("offices.tsv", 5, func(c []string) error {
		offices[c[0]] = &speech{first: [languages]string{c[1], c[2]}, later: [languages]string{c[3], c[4]}}
		return nil
	})
	return offices, err
}

// of fills a pattern in for a person who speaks for a party.
func (s *speech) of(p *party, name string) *speech {
	out := *s
	for l := range out.first {
		f := &p.forms[l]
		state := f.name
		if p.culture < 0 && name != "" { // an organisation before a name: "UN Secretary-General"
			state = f.short
		}
		for _, title := range []string{"King ", "Queen "} { // which stand in some names, and before them anyway
			name = strings.TrimPrefix(name, title)
		}
		out.first[l] = strings.NewReplacer("{adj}", f.adj, "{state}", state, "{name}", name).Replace(s.first[l])
	}
	return &out
}

// addPeople gives states and organisations those who speak for them.
func (w *world) addPeople(offices map[string]*speech) {
	parties := map[schema.IRI]*party{}
	for _, p := range w.states {
		parties[p.id] = p
		p.unnamed = [2]*speech{offices["*first"].of(p, ""), offices["*second"].of(p, "")}
	}
	for _, p := range w.bodies {
		p.culture = -1
		parties[p.id] = p
		p.unnamed = [2]*speech{offices["*body"].of(p, ""), offices["*body"].of(p, "")}
	}
	surnames := readSurnames()
	for i, all := 0, seeds.Records(); i < len(all); i++ {
		r := &all[i]
		for _, o := range r.Offices {
			p, s := parties[o.Of], offices[o.Title]
			if r.Kind != schema.PersonKind || p == nil || s == nil {
				continue
			}
			h := holder{name: strings.TrimSuffix(r.Name(), "."), last: surnames.last(r, w, p), female: r.Female, from: startOf(o.Start), to: endOf(o.End)}
			h.speech = *s.of(p, h.name)
			p.holders = append(p.holders, h)
		}
	}
}

// surnames are the names by which the seeds know prominent people.
type surnames map[schema.IRI][]string

func readSurnames() surnames {
	out := surnames{}
	for _, n := range seeds.Names() {
		if n.Sort == seeds.Surname {
			out[n.Actor] = append(out[n.Actor], n.Text)
		}
	}
	return out
}

// last is what a person is called after the first time.
func (s surnames) last(r *seeds.Record, w *world, p *party) string {
	name := strings.TrimSuffix(r.Name(), ".") // "Jr.", which may end a sentence
	words := strings.Fields(name)
	for _, n := range s[r.ID] {
		if slices.Contains(words, n) {
			return n
		}
	}
	if p.culture >= 0 && givenLast[w.keys[byCulture][p.culture]] {
		return name
	}
	last := words[len(words)-1]
	if len(last) < 3 || last == strings.ToUpper(last) { // "Jr", "III"
		return name
	}
	return last
}

// familyFirst are the cultures in whose invented names the family comes first.
var familyFirst = map[string]bool{"han": true, "korea": true}

// givenLast are the cultures in which the last word of a name may be no family's.
var givenLast = map[string]bool{"han": true, "korea": true, "siam": true}

// addMedia gives states the media by which they are quoted.
func (w *world) addMedia() {
	byState := map[schema.IRI]*party{}
	for _, p := range w.states {
		byState[p.id] = p
	}
	for i, all := 0, seeds.Records(); i < len(all); i++ {
		r := &all[i]
		p := byState[r.Of]
		if r.Kind != schema.Media || p == nil {
			continue
		}
		en := r.Name()
		for _, n := range r.Names {
			if n.Lang == "en" && n.Text == "The "+en {
				en = n.Text // where it reads better in a sentence
			}
		}
		id := r.Name()
		if i := slices.IndexFunc(r.Names, func(n schema.Name) bool { return n.Lang == "id" }); i >= 0 {
			id = r.Names[i].Text
		}
		p.forms[english.number].media = append(p.forms[english.number].media, en)
		p.forms[indonesian.number].media = append(p.forms[indonesian.number].media, id)
	}
}

const secondsADay = 24 * 60 * 60

// dayNumber counts days since 1970.
func dayNumber(y int, m time.Month, d int) int {
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / secondsADay)
}

// startOf is the first day on which an office is held for certain: the last of a month
// or year that is known alone.
func startOf(edtf string) int {
	y, m, d := parts(edtf)
	switch {
	case y == 0:
		return math.MinInt
	case m == 0:
		return dayNumber(y, time.December, 31)
	case d == 0:
		return dayNumber(y, time.Month(m+1), 0)
	}
	return dayNumber(y, time.Month(m), d)
}

// endOf is the last day on which an office is held for certain.
func endOf(edtf string) int {
	y, m, d := parts(edtf)
	switch {
	case y == 0:
		return math.MaxInt
	case m == 0:
		return dayNumber(y, time.January, 1) - 1
	case d == 0:
		return dayNumber(y, time.Month(m), 1) - 1
	}
	return dayNumber(y, time.Month(m), d) - 1
}

// parts are year, month and day of a date, 0 where they are not told.
func parts(edtf string) (y, m, d int) {
	c := append(strings.Split(edtf, "-"), "", "")
	y, _ = strconv.Atoi(c[0])
	m, _ = strconv.Atoi(c[1])
	d, _ = strconv.Atoi(c[2])
	return y, m, d
}
