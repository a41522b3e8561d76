package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/loaders/extract"
	"saksi/loaders/extract/frame"
	"saksi/schema"
)

var explainVerb = command{
	name:  "explain",
	args:  "[flags] STATEMENT",
	short: "show the sentence, its tree, and the rule and words that made a statement",
	long: `
Reads the statement's document again as the extractor does. STATEMENT is an
identity (stmt/…), as ask, show and extract print it.`,
	examples: "saksi explain stmt/abcdefghijklmnop",
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		return func(ctx context.Context, a *app, args []string) error {
			if len(args) != 1 {
				return usagef("name one statement (saksi explain stmt/…)")
			}
			if !strings.HasPrefix(args[0], "stmt/") {
				return usagef("%s is no statement: saksi show %s lists statements with their identities, stmt/…", args[0], args[0])
			}
			return a.withStore(ctx, *db, func(s *graph.Store) error {
				st, err := s.Statement(ctx, schema.IRI(args[0]))
				if errors.Is(err, graph.ErrNotFound) {
					return notFound(args[0])
				}
				if err != nil {
					return err
				}
				doc, err := s.Document(ctx, st.Document.ID)
				if err != nil {
					return err
				}
				a.statement(a.out, &st)
				a.details(&st)
				fmt.Fprintln(a.out)
				return a.explain(ctx, doc, &st)
			})
		}
	},
}

// explain reads the document again and shows the tree of the statement's sentence.
func (a *app) explain(ctx context.Context, doc schema.Document, st *schema.Statement) error {
	r, err := extract.New(extract.Options{}).Read(ctx, doc)
	if err != nil {
		return fmt.Errorf("reading the document again: %w", err)
	}
	start := len(string([]rune(doc.Text)[:min(st.Evidence.Span[0], len([]rune(doc.Text)))]))
	for i, s := range r.Text.Sentences {
		if int(s.Start) <= start && start < int(s.End) {
			words := newRoles(doc.Text, st)
			a.tree(r.Sents[i], words, r.Sents[i].Tree.RootWord(), 0)
			return nil
		}
	}
	a.log.Info("the document's text does not hold the sentence: the statement was not read by this program from this text")
	return nil
}

// roles says which part of the statement a stretch of bytes belongs to.
type roles []struct {
	start, end int
	name       string
}

func newRoles(text string, st *schema.Statement) roles {
	at := make([]int, 0, len(text)+1) // byte of each code point
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	var out roles
	add := func(name string, spans []schema.Span) {
		for _, s := range spans {
			if s[0] >= 0 && s[1] < len(at) {
				out = append(out, roles{{at[s[0]], at[s[1]], name}}...)
			}
		}
	}
	add("cue", st.Cue.Spans)
	if st.Claim.Trigger != nil {
		add("relation "+string(st.Claim.Relation), st.Claim.Trigger.Spans)
	}
	add("speaker", st.Speaker.Spans)
	for _, p := range st.Targets {
		add("target", p.Spans)
	}
	for _, p := range st.Claim.Agents {
		add("agent", p.Spans)
	}
	for _, p := range st.Claim.Patients {
		add("patient", p.Spans)
	}
	if st.Claim.Theme != nil {
		add("theme", st.Claim.Theme.Spans)
	}
	return out
}

func (rs roles) of(start, end int32) string {
	var names []string
	for _, r := range rs {
		if int(start) >= r.start && int(end) <= r.end && !contains(names, r.name) {
			names = append(names, r.name)
		}
	}
	return strings.Join(names, ", ")
}

// tree prints a word and those that hang on it, indented.
func (a *app) tree(s *frame.Sentence, rs roles, word int32, depth int) {
	if word < 0 || depth > 60 {
		return
	}
	w := &s.Tree.Words[word]
	line := fmt.Sprintf("%-34s %-6s %-12s", strings.Repeat("  ", depth)+w.Form, w.POS, w.Rel)
	if role := rs.of(w.Start, w.End); role != "" {
		line += " " + a.paint(colourAct, role)
	}
	if e := s.Entries[word]; e != nil {
		var senses []string
		for _, c := range e.Cues {
			senses = append(senses, string(c.Act))
		}
		for _, r := range e.Relations {
			senses = append(senses, string(r.Relation.Relation))
		}
		if len(senses) > 0 {
			line += a.paint(colourFaint, "  lexicon: "+strings.Join(senses, ", "))
		}
	}
	fmt.Fprintln(a.out, strings.TrimRight(line, " "))
	for _, c := range s.Tree.Children(word) {
		a.tree(s, rs, c, depth+1)
	}
}
