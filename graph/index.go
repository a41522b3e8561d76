package graph

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// Derived quads make an inverted index of statements, in time order, out of plain
// quads. A key such as index/by/UKR has one node a year, and statements hang on
// it by a predicate that tells the act, the role and the day:
//
//	stmt/a1…  index/accuse/a1017  index/dyad/UKR/IRN/2022  index/doc/…
//
// so that both "all of a rare key" (one scan by object) and "the latest of a busy
// key" (one scan by object and predicate a day) cost what they give. Their label
// is one for each document.
const indexPrefix = "index/"

// Key names a posting list of the index.
type Key string

// Keys of the index.
const (
	// KeyAll holds every statement.
	KeyAll Key = "all"
)

// KeyBy holds what the actor or person said.
func KeyBy(who schema.IRI) Key { return Key("by/" + local(who)) }

// KeyOf holds what was said of the actor, in any role.
func KeyOf(whom schema.IRI) Key { return Key("of/" + local(whom)) }

// KeyDyad holds what one actor said of another, in any role.
func KeyDyad(who, whom schema.IRI) Key { return Key("dyad/" + local(who) + "/" + local(whom)) }

// KeyRelation holds the statements whose claim has the relation.
func KeyRelation(r schema.Relation) Key { return Key("rel/" + string(r)) }

// KeyDeed holds what was said of the actor, in any role, whose claim has the relation.
// Stores of format 1 lack it ([View.Deeds]).
func KeyDeed(whom schema.IRI, r schema.Relation) Key {
	return Key(deedPrefix + local(whom) + "/" + string(r))
}

const deedPrefix = "deed/"

// KeyWord holds the statements whose claim or theme has the word, as [Words]
// gives it.
func KeyWord(w string) Key { return Key("word/" + w) }

// KeyPublisher holds the statements in the documents of a publisher, whatever the
// case of its name.
func KeyPublisher(name string) Key { return Key("pub/" + schema.Normal(name)) }

func local(actor schema.IRI) string { return strings.TrimPrefix(string(actor), "actor/") }

// Roles are the roles that the postings of the key can have.
func (k Key) Roles() []Role {
	for _, prefix := range []string{"of/", "dyad/", deedPrefix} {
		if strings.HasPrefix(string(k), prefix) {
			return []Role{Blamed, Affected}
		}
	}
	return []Role{Whole}
}

// Role says in which role of a statement the actor of a [KeyOf] or [KeyDyad] is.
type Role byte

// The roles.
const (
	// Whole is the role in keys that have no roles.
	Whole Role = '-'
	// Blamed is the target of the act or the agent of the claim.
	Blamed Role = 'a'
	// Affected is the patient of the claim.
	Affected Role = 'p'
)

var allRoles = []Role{Whole, Blamed, Affected}

// NoYear is the year of statements without a date, and of those whose time covers
// several years.
const NoYear = 0

// Posting is one statement in a list of the index.
type Posting struct {
	// Ref is the statement, by a number that [View.Name] knows. Graph is the label of the
	// posting, the same in all lists that the statement is in.
	Ref, Graph uint64
	Act        schema.Act
	Role       Role
	// Day is the month and day as a number (1017 for 17 October); 0 where the time
	// said is not known to the day.
	Day int
}

// Said is the day on which the statement was made, or else on which its document
// was published: the year and the month and day as in [Posting].
func Said(said, published string) (year, day int) {
	for _, text := range []string{said, published} {
		t, err := schema.ParseTime(text)
		if text == "" || err != nil {
			continue
		}
		start, end, _ := t.Bounds()
		if start.IsZero() || end.IsZero() {
			return NoYear, 0
		}
		last := end.Add(-time.Nanosecond)
		if start.Year() != last.Year() {
			return NoYear, 0
		}
		if start.YearDay() != last.YearDay() {
			return start.Year(), 0
		}
		return start.Year(), int(start.Month())*100 + start.Day()
	}
	return NoYear, 0
}

// indexLabel is the graph of the quads that are derived from a document.
func indexLabel(doc schema.IRI) quad.IRI { return quad.IRI(indexPrefix + string(doc)) }

// Derived tells whether the quad belongs to the index. Exports leave it out.
func Derived(q quad.Quad) bool {
	l, ok := q.Label.(quad.IRI)
	return ok && strings.HasPrefix(string(l), indexPrefix)
}

func bucket(k Key, year int) quad.IRI {
	return quad.IRI(indexPrefix + string(k) + "/" + strconv.Itoa(year))
}

func postingPredicate(act schema.Act, role Role, day int) quad.IRI {
	return quad.IRI(fmt.Sprintf("%s%s/%c%04d", indexPrefix, act, role, day))
}

// place is where a predicate of the index belongs among all of them: those that a list has
// in a year are read together.
func place(v quad.Value) (at int, ok bool) {
	iri, _ := v.(quad.IRI)
	p, ok := parsePosting(iri)
	if !ok {
		return 0, false
	}
	const days = 1 + 12*31 // the first for days that are not known
	day := 0
	if m, d := p.Day/100, p.Day%100; m >= 1 && m <= 12 && d >= 1 && d <= 31 {
		day = (m-1)*31 + d
	}
	role, act := slices.Index(allRoles, p.Role), int(meaningOf(p).act)-1
	at = (role*len(schema.Acts)+act)*days + day
	return at, role >= 0 && act >= 0 && at < layout.Places
}

// indexQuads derives the index of a document.
func indexQuads(x *schema.Extraction) []quad.Quad {
	label := indexLabel(x.Document.ID)
	var out []quad.Quad
	years, words := make(map[int]Days), make(yearlyWords)
	for i := range x.Statements {
		st := &x.Statements[i]
		year, day := Said(st.Said, x.Document.Date())
		days := years[year]
		days.add(day)
		years[year] = days
		words.add(year, st.Evidence.Sentence)
		keys := statementKeys(st)
		if p := x.Document.Publisher; p != "" {
			keys = append(keys, roleKey{KeyPublisher(p), Whole})
		}
		for _, k := range keys {
			out = append(out, quad.Quad{Subject: quad.IRI(st.ID), Predicate: postingPredicate(st.Act, k.role, day),
				Object: bucket(k.key, year), Label: label})
		}
	}
	out = append(out, calendarQuads(x.Document.ID, years)...)
	return append(out, wordingQuads(x.Document.ID, words)...)
}

// since is the first format whose stores have a quad of the index.
func since(q quad.Quad) int {
	switch {
	case wordingQuad(q):
		return wordingFormat
	case happenedQuad(q):
		return happenedFormat
	case calendarQuad(q):
		return calendarFormat
	case deedQuad(q):
		return deedFormat
	}
	return 1
}

// deedQuad tells whether a quad is of the lists of [KeyDeed].
func deedQuad(q quad.Quad) bool {
	o, ok := q.Object.(quad.IRI)
	return ok && strings.HasPrefix(string(o), indexPrefix+deedPrefix)
}

type roleKey struct {
	key  Key
	role Role
}

// statementKeys lists the posting lists that a statement is in, each once.
func statementKeys(st *schema.Statement) []roleKey {
	var out []roleKey
	seen := make(map[roleKey]bool)
	add := func(k Key, r Role) {
		if rk := (roleKey{k, r}); !seen[rk] {
			seen[rk] = true
			out = append(out, rk)
		}
	}
	add(KeyAll, Whole)
	who := speakers(st)
	for _, w := range who {
		add(KeyBy(w), Whole)
	}
	of := func(ps []schema.Party, r Role) {
		for _, p := range ps {
			for _, id := range identities(p) {
				add(KeyOf(id), r)
				if rel := st.Claim.Relation; rel != "" {
					add(KeyDeed(id, rel), r)
				}
				for _, w := range who {
					add(KeyDyad(w, id), r)
				}
			}
		}
	}
	of(st.Targets, Blamed)
	of(st.Claim.Agents, Blamed)
	of(st.Claim.Patients, Affected)
	if st.Claim.Relation != "" {
		add(KeyRelation(st.Claim.Relation), Whole)
	}
	for _, w := range ClaimWords(&st.Claim) {
		add(KeyWord(w), Whole)
	}
	for _, k := range happenedKeys(st.Claim.When) {
		add(k, Whole)
	}
	return out
}

func speakers(st *schema.Statement) []schema.IRI { return identities(st.Speaker) }

// identities are the actor of a party and the person who stands for it.
func identities(p schema.Party) []schema.IRI {
	var out []schema.IRI
	if p.ID != "" {
		out = append(out, p.ID)
	}
	if p.Person != nil && p.Person.ID != "" && p.Person.ID != p.ID {
		out = append(out, p.Person.ID)
	}
	return out
}

// ClaimWords are the words by which a claim is found, in order.
func ClaimWords(c *schema.Claim) []string {
	text := c.Text
	var ws []string
	for _, t := range []*schema.Topic{c.Theme, c.Instrument, c.Where} {
		if t != nil {
			text += " " + t.Text
			ws = append(ws, ThemeWords(t.ID)...)
		}
	}
	ws = append(ws, Words(text)...)
	sort.Strings(ws)
	return slices.Compact(ws)
}

// ThemeWords are the words of the identity of a theme.
func ThemeWords(id schema.IRI) []string { return Words(strings.TrimPrefix(string(id), "theme/")) }
