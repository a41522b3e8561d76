package serve

import (
	"cmp"
	"slices"
	"strings"

	"saksi/schema"
)

// piece is a stretch of text and how it is marked: "source", "cue", "content", some
// of them, or none. Notes are the numbers of the statements that begin there.
type piece struct {
	Text  string
	Class string
	Notes []int
}

// stretch is a marked range of code points.
type stretch struct {
	schema.Span
	class string
}

// ranks order the classes: of several at one place the first shows, so that a cue
// within a content is seen.
var ranks = []string{"cue", "source", "content"}

// stretches are the marked words of a statement.
func stretches(s *schema.Statement) []stretch {
	var out []stretch
	for _, m := range []struct {
		class string
		spans []schema.Span
	}{{"source", s.Speaker.Spans}, {"cue", s.Cue.Spans}, {"content", s.Content.Spans}} {
		for _, sp := range m.spans {
			out = append(out, stretch{sp, m.class})
		}
	}
	return out
}

// mark cuts a text into pieces where marks begin and end. The text begins at code
// point offset from; marks that lie outside of it are left out. Notes give the
// places where a number is to stand.
func mark(text string, from int, marks []stretch, notes map[int][]int) []piece {
	runes := []rune(text)
	edges := []int{0, len(runes)}
	inside := func(i int) int { return min(max(i-from, 0), len(runes)) }
	for _, m := range marks {
		edges = append(edges, inside(m.Span[0]), inside(m.Span[1]))
	}
	for at := range notes {
		edges = append(edges, inside(at))
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var out []piece
	for i := 0; i+1 < len(edges); i++ {
		a, b := edges[i], edges[i+1]
		p := piece{Text: string(runes[a:b]), Notes: notes[a+from]}
		for _, class := range ranks {
			if slices.ContainsFunc(marks, func(m stretch) bool { return m.class == class && m.Span[0]-from <= a && m.Span[1]-from >= b }) {
				p.Class = class
				break
			}
		}
		out = append(out, p)
	}
	return out
}

// evidence is the sentence of a statement with its words marked.
func evidence(s *schema.Statement) []piece {
	return mark(s.Evidence.Sentence, s.Evidence.Span[0], stretches(s), nil)
}

// whole is a document's text with all its statements marked, which are in the order
// of the text; each begins with its number, from 1.
func whole(d *schema.Document, list []schema.Statement) []piece {
	var marks []stretch
	notes := make(map[int][]int)
	for i := range list {
		marks = append(marks, stretches(&list[i])...)
		at := list[i].Evidence.Span[0]
		notes[at] = append(notes[at], i+1)
	}
	return mark(strings.TrimRight(d.Text, "\n"), 0, marks, notes)
}

// inTextOrder sorts the statements of a document by where they stand.
func inTextOrder(list []schema.Statement) {
	slices.SortFunc(list, func(a, b schema.Statement) int {
		return cmp.Or(cmp.Compare(a.Evidence.Span[0], b.Evidence.Span[0]), cmp.Compare(first(a.Cue.Spans), first(b.Cue.Spans)), cmp.Compare(a.ID, b.ID))
	})
}

func first(spans []schema.Span) int {
	if len(spans) == 0 {
		return 0
	}
	return spans[0][0]
}
