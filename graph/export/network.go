package export

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"saksi/schema"
)

// node is a node of a network: an actor, or words that name no known one.
type node struct {
	id, label, kind, country string
}

// edge is what one actor did to another, once or several times.
type edge struct {
	source, target, act string
	weight              int
	days                []string // said on, in order, each once
	confidence          float64  // the highest
	statements          []string // their identities, at most maxReports
	relations           []string
}

// id is the same in every export of the same graph. A statement has an edge for
// each target, so its own identity would not do.
func (e *edge) id(perStatement bool) string {
	if perStatement {
		return "edge/" + schema.Address(e.source, e.act, e.target, e.statements[0])
	}
	return "edge/" + schema.Address(e.source, e.act, e.target)
}

func (e *edge) first() string {
	if len(e.days) == 0 {
		return ""
	}
	return e.days[0]
}

func (e *edge) last() string {
	if len(e.days) == 0 {
		return ""
	}
	return e.days[len(e.days)-1]
}

// maxReports and maxDays bound what one edge remembers, so that an edge of a
// hundred thousand statements costs no more than one of a thousand.
const (
	maxReports = 20
	maxDays    = 4096
)

// network is a graph of actors out of statements, sorted on disk: first its nodes,
// then its edges.
type network struct {
	j            *job
	nodes, edges *sorter
}

// network reads the statements. The caller closes what it gets.
func (j *job) network(ctx context.Context) (*network, error) {
	n := &network{j, newSorter(j.o), newSorter(j.o)}
	err := j.eachStatement(ctx, func(st *schema.Statement) error {
		j.result.Statements++
		return n.take(st)
	})
	if err != nil {
		return nil, errors.Join(err, n.close())
	}
	return n, nil
}

func (n *network) close() error { return errors.Join(n.nodes.close(), n.edges.close()) }

// separator stands between the fields of a record; it is cleaned out of texts.
const separator = "\x1f"

func record(fields ...string) []byte {
	for i, f := range fields {
		fields[i] = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, valid(f))
	}
	return []byte(strings.Join(fields, separator))
}

// textNode begins the identity of a party that is no known actor.
const textNode = "text/"

func nodeID(p schema.Party) string {
	if p.ID != "" {
		return string(p.ID)
	}
	return textNode + p.Key()
}

// take makes records of a statement: its parties, and an edge to each of those that
// it is about.
func (n *network) take(st *schema.Statement) error {
	add := func(p schema.Party) error { return n.nodes.add(record(nodeID(p), partyName(p))) }
	if st.Speaker.Key() == "" {
		return nil
	}
	if err := add(st.Speaker); err != nil {
		return err
	}
	for _, t := range whom(st) {
		if err := add(t); err != nil {
			return err
		}
		on, _ := days(saidOn(st))
		own := ""
		if n.j.o.PerStatement {
			own = string(st.ID)
		}
		err := n.edges.add(record(nodeID(st.Speaker), string(st.Act), nodeID(t), own, on, string(st.ID),
			strconv.FormatFloat(st.Confidence, 'f', 3, 64), string(st.Claim.Relation)))
		if err != nil {
			return err
		}
	}
	return nil
}

// whom are the parties that a statement is about, the speaker left out: its targets;
// else who does what the claim says; else to whom it is done.
func whom(st *schema.Statement) []schema.Party {
	for _, ps := range [][]schema.Party{st.Targets, st.Claim.Agents, st.Claim.Patients} {
		var out []schema.Party
		for _, p := range ps {
			if p.Key() != "" && p.Key() != st.Speaker.Key() {
				out = append(out, p)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// eachNode hands the nodes to f, by identity.
func (n *network) eachNode(ctx context.Context, f func(node) error) error {
	last := ""
	return n.nodes.each(ctx, func(b []byte) error {
		id, name, _ := strings.Cut(string(b), separator)
		if id == last {
			return nil
		}
		last = id
		x := node{id: id, label: name, kind: "text"}
		if !strings.HasPrefix(id, textNode) {
			a, ok, err := n.j.src.Actor(ctx, schema.IRI(id))
			if err != nil {
				return err
			}
			x.kind = string(schema.Unnamed)
			if ok {
				x.label, x.kind, x.country = a.Name(), string(a.Kind), country(&a)
			}
		}
		n.j.result.Nodes++
		return f(x)
	})
}

// country is the code of the state that the actor is or belongs to, or "".
func country(a *schema.Actor) string {
	if a.Code != "" {
		return a.Code
	}
	code := strings.TrimPrefix(string(a.Of), "actor/")
	if len(code) == 3 && strings.ToUpper(code) == code {
		return code
	}
	return ""
}

// eachEdge hands the edges to f, by source, act and target.
func (n *network) eachEdge(ctx context.Context, f func(*edge) error) error {
	var e *edge
	var key []string
	flush := func() error {
		if e == nil {
			return nil
		}
		n.j.result.Edges++
		return f(e)
	}
	err := n.edges.each(ctx, func(b []byte) error {
		r := strings.Split(string(b), separator)
		if len(r) != 8 {
			return fmt.Errorf("sorted edge %q", b)
		}
		if e == nil || !slices.Equal(key, r[:4]) {
			if err := flush(); err != nil {
				return err
			}
			e, key = &edge{source: r[0], act: r[1], target: r[2]}, r[:4]
		}
		return e.take(r)
	})
	if err != nil {
		return err
	}
	return flush()
}

func (e *edge) take(r []string) error {
	confidence, err := strconv.ParseFloat(r[6], 64)
	if err != nil {
		return fmt.Errorf("sorted edge: %w", err)
	}
	e.weight++
	e.confidence = max(e.confidence, confidence)
	if day := r[4]; day != "" && day != e.last() && len(e.days) < maxDays {
		e.days = append(e.days, day)
	}
	if len(e.statements) < maxReports {
		e.statements = append(e.statements, r[5])
	}
	if rel := r[7]; rel != "" && !slices.Contains(e.relations, rel) {
		e.relations = append(e.relations, rel)
	}
	return nil
}

// dayAfter is the day after one; Gephi fails silently where a spell ends when it
// begins.
func dayAfter(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}
