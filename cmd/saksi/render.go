package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strings"

	"saksi/schema"
)

// The colours of a row and of the words in its evidence.
const (
	colourAct     = "1"    // bold
	colourSource  = "1;36" // cyan: who speaks
	colourCue     = "1;33" // yellow: the word that makes it a statement
	colourContent = "32"   // green: what is said
	colourFaint   = "2"
)

func (a *app) paint(colour, s string) string {
	if !a.colour || s == "" {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

// tableSink prints statements for people.
type tableSink struct{ a *app }

// Write prints the statements.
func (s *tableSink) Write(_ context.Context, xs []*schema.Extraction) error {
	for _, x := range xs {
		for i := range x.Statements {
			x.Statements[i].Document = x.Document
			s.a.statement(s.a.out, &x.Statements[i])
		}
	}
	return s.a.out.Flush()
}

// statement prints one row and its evidence:
//
//	Ukraine · accused · Iran · Iran supplies drone → Russia · said 2022-12-10 · Liputan6.com
//	    Ukraina menuduh Iran memasok Rusia dengan drone "kamikaze" …
func (a *app) statement(w io.Writer, s *schema.Statement) {
	info, _ := s.Act.Info()
	parts := []string{a.paint(colourSource, who(&s.Speaker)), a.paint(colourAct, info.En)}
	claim := claimLine(&s.Claim)
	if to := partyNames(s.Targets); to != "" && to != claim {
		parts = append(parts, to)
	}
	if claim != "" {
		parts = append(parts, claim)
	}
	if s.Said != "" {
		parts = append(parts, a.paint(colourFaint, "said "+s.Said))
	}
	if src := documentName(&s.Document); src != "" {
		parts = append(parts, a.paint(colourFaint, src))
	}
	fmt.Fprintf(w, "%s\n", strings.Join(parts, " · "))
	fmt.Fprintf(w, "    %s\n", a.evidence(s))
}

// who is the speaker with the person who spoke: "United States (John Kirby)".
func who(p *schema.Party) string {
	name := cmp.Or(p.Called(), "?")
	if p.Person != nil && p.Person.Name != "" && p.Person.Name != name {
		name += " (" + p.Person.Name + ")"
	}
	return name
}

func partyNames(ps []schema.Party) string {
	names := make([]string, len(ps))
	for i := range ps {
		names[i] = cmp.Or(ps[i].Called(), "?")
	}
	return strings.Join(names, ", ")
}

// claimLine words a claim for people: "Iran supplies drone → Russia (planned)".
func claimLine(c *schema.Claim) string {
	info, ok := c.Relation.Info()
	if !ok {
		return clip(oneLine(c.Text), 80)
	}
	var b strings.Builder
	if c.Polarity == schema.Negative {
		b.WriteString("not so: ")
	}
	if len(c.Agents) > 0 {
		b.WriteString(partyNames(c.Agents) + " ")
	}
	b.WriteString(info.En)
	if c.Theme != nil {
		b.WriteString(" " + cmp.Or(c.Theme.Known(), clip(oneLine(c.Theme.Text), 40)))
	}
	if len(c.Patients) > 0 {
		b.WriteString(" → " + partyNames(c.Patients))
	}
	var notes []string
	if c.Modality != schema.Actual && c.Modality != "" {
		notes = append(notes, string(c.Modality))
	}
	if c.When != "" {
		notes = append(notes, timeWords(c.When))
	}
	if len(notes) > 0 {
		b.WriteString(" (" + strings.Join(notes, ", ") + ")")
	}
	return b.String()
}

func documentName(d *schema.Document) string {
	for _, s := range []string{d.Publisher, d.URL, d.InputID, d.Title} {
		if s != "" {
			return s
		}
	}
	return string(d.ID)
}

// evidence is the sentence with source, cue and content marked.
func (a *app) evidence(s *schema.Statement) string {
	if !a.colour {
		return oneLine(s.Evidence.Sentence)
	}
	runes := []rune(s.Evidence.Sentence)
	marks := make([]string, len(runes))
	base := s.Evidence.Span[0]
	paint := func(spans []schema.Span, colour string) {
		for _, sp := range spans {
			for i := max(0, sp[0]-base); i < min(len(runes), sp[1]-base); i++ {
				marks[i] = colour
			}
		}
	}
	paint(s.Content.Spans, colourContent)
	paint(s.Speaker.Spans, colourSource)
	paint(s.Cue.Spans, colourCue)
	var b strings.Builder
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && marks[j] == marks[i] {
			j++
		}
		part := strings.NewReplacer("\n", " ", "\r", "").Replace(string(runes[i:j]))
		if marks[i] != "" {
			part = a.paint(marks[i], part)
		}
		b.WriteString(part)
		i = j
	}
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip shortens a text to n code points.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}

// table prints rows in columns as wide as their widest cell. The first row is
// the heading.
func (a *app) table(w io.Writer, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], len([]rune(c)))
		}
	}
	for n, r := range rows {
		var b strings.Builder
		for i, c := range r {
			pad := strings.Repeat(" ", widths[i]-len([]rune(c)))
			if numeric(c) && i > 0 {
				c = pad + c
			} else {
				c += pad
			}
			b.WriteString(c + "  ")
		}
		line := strings.TrimRight(b.String(), " ")
		if n == 0 {
			line = a.paint(colourAct, line)
		}
		fmt.Fprintln(w, line)
	}
}

func numeric(s string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && !strings.ContainsRune(".,%/-", r) {
			return false
		}
	}
	return s != ""
}

// sortedKeys gives the keys of a map in order.
func sortedKeys[K ~string, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

// json prints a value as JSON over several lines.
func (a *app) json(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// line prints a value as one line of JSON.
func (a *app) line(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func verb(s *schema.Statement) string {
	info, _ := s.Act.Info()
	return info.En
}

// count writes "1 document" and "2,000 documents".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
