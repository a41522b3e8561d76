package draw

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"saksi/schema"
)

// Style says how a picture is labelled and where it leads.
type Style struct {
	// Word names an act; its English form when nil.
	Word func(schema.Act) string
	// NodeLink and EdgeLink are where nodes and edges lead; nowhere when nil or "".
	NodeLink func(Node) string
	EdgeLink func(Edge) string
	// Title is said above the picture.
	Title string
}

// label is what is written beside an edge.
func (st Style) label(e Edge) string {
	info, _ := e.Act.Info()
	word := info.En
	if st.Word != nil {
		word = st.Word(e.Act)
	}
	if e.Count > 1 {
		return fmt.Sprintf("%s ×%d", word, e.Count)
	}
	return word
}

// look is how a group is drawn, in colours that the colour-blind tell apart too.
type look struct {
	colour string
	pen    float64 // width of the line of one statement, in points
	dashed bool
}

var looks = map[Group]look{
	Blame: {"#c2410c", 1, false},
	Deny:  {"#1d4ed8", 1, true},
	Admit: {"#15803d", 2, false},
	Say:   {"#64748b", 1, false},
}

// style is the look's name in Graphviz.
func (l look) style() string {
	switch {
	case l.dashed:
		return "dashed"
	case l.pen > 1:
		return "bold"
	}
	return "solid"
}

const (
	inkColour    = "#0f172a"
	boxColour    = "#f8fafc"
	borderColour = "#94a3b8"
)

const (
	maxName = 36 // characters of an actor's name that are written in its box
	// maxLabels is how many edges may have their words beside them; in fuller pictures
	// only the tooltip has them.
	maxLabels = 40
	maxWeight = 20 // statements beyond which an edge counts no more in the layout
)

// width grows with the logarithm of the count, in points.
func width(count int) float64 { return 1 + 1.2*math.Log2(float64(max(count, 1))) }

// class tells known actors from others.
func (n Node) class() string {
	if n.Known {
		return "actor"
	}
	return "unknown"
}

func (g Graph) name(id string) string {
	if i := slices.IndexFunc(g.Nodes, func(n Node) bool { return n.ID == id }); i >= 0 {
		return cmp.Or(g.Nodes[i].Name, id)
	}
	return id
}

// title is what is said above the picture: what it is of, and what it leaves out.
func (g Graph) title(st Style) string {
	text := st.Title
	if g.Omitted > 0 {
		text = strings.TrimSpace(fmt.Sprintf("%s (%d of %d)", text, len(g.Nodes), len(g.Nodes)+g.Omitted))
	}
	return clean(text)
}

// clean leaves out of a text what no line of a picture can hold.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// shorten cuts a text to so many characters.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
