// Package draw makes pictures of who says what of whom.
//
//	Ukraina menuduh Iran. Iran membantah. / Ukraine accused Iran. Iran denied it.
//
// is an edge from Ukraine to Iran in the colour of accusations, and one back in that
// of denials. An edge stands for all statements of one speaker and act towards one
// other, and says how many. Invariants: a picture has at most [MaxNodes] nodes, and
// tells how many it left out; the same statements give the same picture.
package draw

import (
	"cmp"
	"maps"
	"slices"

	"saksi/schema"
)

// MaxNodes and MaxEdges are how many nodes and edges a picture has at most: with
// more it takes long to lay out, and shows nothing.
const (
	MaxNodes = 50
	MaxEdges = 90
)

// Group is a group of acts that are drawn alike. Its name is the class of the edge
// in SVG.
type Group string

// The groups.
const (
	Blame Group = "blame" // accuse, condemn, threaten, warn
	Deny  Group = "deny"  // deny, reject
	Admit Group = "admit"
	Say   Group = "say" // all others
)

// groups tells the group of the acts that are not in Say.
var groups = map[schema.Act]Group{schema.Accuse: Blame, schema.Condemn: Blame, schema.Threaten: Blame, schema.Warn: Blame,
	schema.Deny: Deny, schema.Reject: Deny, schema.Admit: Admit}

// GroupOf is the group of an act.
func GroupOf(a schema.Act) Group {
	if g, ok := groups[a]; ok {
		return g
	}
	return Say
}

// Node is an actor, or something that is named but not known.
type Node struct {
	ID    string // the identity, or the name
	Name  string
	Known bool
	Count int // statements it has a part in
}

// Edge is what one says of another, as often as it does.
type Edge struct {
	From, To string
	Act      schema.Act
	Count    int
}

// Graph is what a picture shows.
type Graph struct {
	Nodes []Node
	Edges []Edge
	// Omitted are the nodes that found no place, Fainter the edges: those with the
	// fewest statements.
	Omitted, Fainter int
}

// Of gathers a graph from statements: the nodes that have a part in most of them.
// Statements that are about nobody else are left out.
func Of(statements []schema.Statement) Graph {
	byID := make(map[schema.IRI]*schema.Statement, len(statements))
	for i := range statements {
		byID[statements[i].ID] = &statements[i]
	}
	nodes := make(map[string]*Node)
	edges := make(map[Edge]int)
	meet := func(p schema.Party) string {
		key := p.Key()
		if nodes[key] == nil {
			nodes[key] = &Node{ID: key, Name: cmp.Or(p.Name, p.Text, key), Known: p.ID != ""}
		}
		nodes[key].Count++
		return key
	}
	for i := range statements {
		s := &statements[i]
		to := counterparts(s, byID)
		if len(to) == 0 || s.Speaker.Key() == "" {
			continue
		}
		from := meet(s.Speaker)
		for _, p := range to {
			edges[Edge{From: from, To: meet(p), Act: s.Act}]++
		}
	}
	return limited(nodes, edges)
}

// counterparts are those to whom an edge of the statement leads: its targets; for a
// reply who is answered; else who does and who undergoes what is claimed.
func counterparts(s *schema.Statement, byID map[schema.IRI]*schema.Statement) []schema.Party {
	var answered []schema.Party
	for _, id := range s.RespondsTo {
		if o := byID[id]; o != nil {
			answered = append(answered, o.Speaker)
		}
	}
	for _, list := range [][]schema.Party{s.Targets, answered, s.Claim.Agents, s.Claim.Patients} {
		var out []schema.Party
		for _, p := range list {
			if p.Key() != "" && p.Key() != s.Speaker.Key() && !slices.ContainsFunc(out, func(o schema.Party) bool { return o.Key() == p.Key() }) {
				out = append(out, p)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// limited keeps the nodes with most statements, and the edges between them.
func limited(nodes map[string]*Node, edges map[Edge]int) Graph {
	var g Graph
	for _, n := range nodes {
		g.Nodes = append(g.Nodes, *n)
	}
	slices.SortFunc(g.Nodes, func(a, b Node) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.ID, b.ID)) })
	if len(g.Nodes) > MaxNodes {
		g.Omitted = len(g.Nodes) - MaxNodes
		g.Nodes = g.Nodes[:MaxNodes]
	}
	kept := make(map[string]bool)
	for _, n := range g.Nodes {
		kept[n.ID] = true
	}
	for _, e := range slices.SortedFunc(maps.Keys(edges), func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Act, b.Act))
	}) {
		if kept[e.From] && kept[e.To] {
			e.Count = edges[e]
			g.Edges = append(g.Edges, e)
		}
	}
	g.thin()
	return g
}

// thin keeps the edges with most statements, and the nodes that they join.
func (g *Graph) thin() {
	if len(g.Edges) <= MaxEdges {
		return
	}
	order := slices.Clone(g.Edges)
	slices.SortStableFunc(order, func(a, b Edge) int { return b.Count - a.Count })
	kept, joined := make(map[Edge]bool), make(map[string]bool)
	for _, e := range order[:MaxEdges] {
		kept[e], joined[e.From], joined[e.To] = true, true, true
	}
	g.Fainter = len(g.Edges) - MaxEdges
	g.Edges = slices.DeleteFunc(g.Edges, func(e Edge) bool { return !kept[e] })
	n := len(g.Nodes)
	g.Nodes = slices.DeleteFunc(g.Nodes, func(n Node) bool { return !joined[n.ID] })
	g.Omitted += n - len(g.Nodes)
}
