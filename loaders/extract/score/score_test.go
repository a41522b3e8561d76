package score

import (
	"slices"
	"strings"
	"testing"

	"saksi/schema"
)

const article = "Ukraina menuduh Iran memasok  drone.\nIran awalnya membantah hal ini, tetapi kemudian “mengakui” mengirim drone. Rusia menang, kata Iran."

// said makes a statement whose cue and evidence are the words given.
func said(act schema.Act, speaker, cue, sentence string, rel schema.Relation, agents ...string) schema.Statement {
	find := func(w string) schema.Span {
		i := strings.Index(article, w)
		if i < 0 {
			panic("no " + w)
		}
		start := len([]rune(article[:i]))
		return schema.Span{start, start + len([]rune(w))}
	}
	s := schema.Statement{Act: act, Speaker: schema.Party{ID: schema.IRI("actor/" + speaker)},
		Cue:      schema.Mention{Text: cue, Spans: []schema.Span{find(cue)}},
		Evidence: schema.Evidence{Sentence: sentence, Span: find(sentence)}}
	s.Claim.Relation, s.Claim.Polarity, s.Claim.Modality = rel, schema.Positive, schema.Actual
	for _, a := range agents {
		s.Claim.Agents = append(s.Claim.Agents, schema.Party{ID: schema.IRI("actor/" + a)})
	}
	s.ID = schema.IRI("stmt/" + string(act) + cue)
	return s
}

const (
	first  = "Ukraina menuduh Iran memasok  drone."
	second = "Iran awalnya membantah hal ini, tetapi kemudian “mengakui” mengirim drone."
	third  = "Rusia menang, kata Iran."
)

const gold = `
{"n":1,"anchor":"Ukraina menuduh Iran memasok drone","act":"accuse","speaker":["UKR"],"relation":"supply","agent":["IRN"]}
{"n":2,"anchor":"Iran awalnya membantah hal ini","act":"deny","speaker":["IRN"],"relation":"supply","agent":"IRN","responds_to":1}
{"n":3,"anchor":"kemudian \"mengakui\" mengirim drone","act":"admit","alt":["assert"],"speaker":["IRN"],"relation":"supply","agent":["IRN"],"patient":["RUS"]}
{"n":4,"anchor":"Rusia menang, kata Iran","act":"assert","speaker":["IRN"],"optional":true}
`

func TestDocuments(t *testing.T) {
	lines, err := Read(strings.NewReader(gold), "gold")
	if err != nil {
		t.Fatal(err)
	}
	accuse := said(schema.Accuse, "UKR", "menuduh", first, "supply", "IRN")
	deny := said(schema.Deny, "IRN", "membantah", second, "supply", "IRN")
	deny.RespondsTo = []schema.IRI{accuse.ID}
	admit := said(schema.Assert, "IRN", "mengakui", second, "supply", "IRN")
	wrong := said(schema.Praise, "RUS", "menuduh", first, "")
	report := said(schema.Report, "media", "memasok", first, "supply", "IRN")
	for _, tt := range []struct {
		name       string
		statements []schema.Statement
		found      Count
		full       Count
		extras     int
		reports    int
	}{
		{"all right but a missing patient", []schema.Statement{admit, deny, accuse}, Count{3, 3, 3}, Count{2, 3, 3}, 0, 0},
		{"nothing", nil, Count{0, 0, 3}, Count{0, 0, 3}, 0, 0},
		{"one extra", []schema.Statement{accuse, wrong}, Count{1, 2, 3}, Count{1, 2, 3}, 1, 0},
		{"the same twice is an extra", []schema.Statement{accuse, accuse}, Count{1, 2, 3}, Count{1, 2, 3}, 1, 0},
		{"wrong in place", []schema.Statement{wrong}, Count{0, 1, 3}, Count{0, 1, 3}, 0, 0},
		{"reports are counted apart", []schema.Statement{accuse, report}, Count{1, 1, 3}, Count{1, 1, 3}, 0, 1},
		{"optional ones neither way", []schema.Statement{said(schema.Assert, "IRN", "kata", third, "")}, Count{0, 0, 3}, Count{0, 0, 3}, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Documents([]*schema.Extraction{{Document: schema.Document{Text: article}, Statements: tt.statements}}, lines)
			if r.Found != tt.found || r.Full != tt.full || len(r.Extras) != tt.extras || len(r.Reports) != tt.reports {
				t.Errorf("found %v full %v extras %d reports %d", r.Found, r.Full, len(r.Extras), len(r.Reports))
			}
			for _, p := range r.Pairs {
				if p.NoAnchor {
					t.Errorf("anchor %q not found", p.Gold.Anchor)
				}
			}
		})
	}
	r := Documents([]*schema.Extraction{{Document: schema.Document{Text: article}, Statements: []schema.Statement{accuse, deny}}}, lines)
	if c := r.Fields[FieldRespondsTo]; c == nil || c.Right != 1 {
		t.Errorf("responds_to: %v", c)
	}
}

func TestGoldOfSeveralDocuments(t *testing.T) {
	lines := []Gold{{Doc: "a.txt", Anchor: first, Act: schema.Accuse}, {Doc: "b.txt", Anchor: first, Act: schema.Accuse}}
	x := func(id string) *schema.Extraction {
		return &schema.Extraction{Document: schema.Document{InputID: id, Text: article},
			Statements: []schema.Statement{said(schema.Accuse, "UKR", "menuduh", first, "")}}
	}
	r := Documents([]*schema.Extraction{x("a.txt"), x("b.txt"), x("c.txt")}, lines)
	if r.Documents != 2 || r.Found != (Count{2, 2, 2}) || !slices.Equal(r.Unscored, []string{"c.txt"}) {
		t.Errorf("%+v", r)
	}
}

func TestAnchors(t *testing.T) {
	text := newText("  “Iran  menyerang ...” katanya.\r\nIa é baik. Ia pergi")
	for _, tt := range []struct {
		anchor string
		want   []schema.Span
	}{
		{`"Iran menyerang ..." katanya`, []schema.Span{{2, 31}}},
		{`Iran ... baik`, []schema.Span{{3, 43}}},
		{`Ia`, []schema.Span{{34, 36}, {45, 47}}},
		{`Irak`, nil},
		{``, nil},
	} {
		if got := text.find(tt.anchor); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %v, want %v", tt.anchor, got, tt.want)
		}
	}
}

func TestAssign(t *testing.T) {
	for _, tt := range []struct {
		weight [][]int
		want   []int
	}{
		{[][]int{{5, 4}, {4, 0}}, []int{1, 0}}, // the greedy pairing gives 5, this one 8
		{[][]int{{1, 2, 3}}, []int{2}},
		{[][]int{{1}, {2}, {0}}, []int{-1, 0, -1}},
		{[][]int{{0, 0}}, []int{-1}},
		{nil, []int{}},
		{[][]int{{}, {}}, []int{-1, -1}},
	} {
		if got := assign(tt.weight); !slices.Equal(got, tt.want) {
			t.Errorf("%v: %v, want %v", tt.weight, got, tt.want)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for _, line := range []string{`{"anchor":""}`, `{"anchor":"a","act":"shout"}`, `{"anchor":"a","relation":"likes"}`, `nonsense`, `{"anchor":"a","speaker":3}`} {
		if _, err := Read(strings.NewReader("\n"+line), "gold"); err == nil || !strings.HasPrefix(err.Error(), "gold:2: ") {
			t.Errorf("%s: %v", line, err)
		}
	}
}
