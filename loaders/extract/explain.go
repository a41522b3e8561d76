package extract

import (
	"fmt"
	"io"
	"strings"

	"saksi/loaders/extract/frame"
	"saksi/schema"
)

// Explain writes how a sentence was understood: its tree, whom its words mean,
// the propositions found in it, and who said what.
func (r *Reading) Explain(w io.Writer, sent int) {
	s := r.Sents[sent]
	b := r.Text.Sentences[sent]
	fmt.Fprintf(w, "sentence %d: %s\n", sent, r.Text.Source[b.Start:b.End])
	for i := range s.Tree.Words {
		x := s.Word(int32(i))
		head := "root"
		if x.Head >= 0 {
			head = s.Word(x.Head).Form
		}
		who := ""
		if ref := s.Ref(int32(i)); len(ref.Actors) > 0 {
			who = refText(r, s, int32(i))
		}
		fmt.Fprintf(w, "  %3d %-20s %-6s %-12s %-16s %s\n", i, x.Form, x.POS, x.Rel, head, who)
	}
	for i := range r.Props[sent] {
		p := &r.Props[sent][i]
		fmt.Fprintf(w, "  proposition: %s (%s), word %d; agents %s, patients %s, themes %s%s\n", p.Relation, p.Lemma, p.Trigger,
			args(r, s, p.Agents), args(r, s, p.Patients), args(r, s, p.Themes), flags(p))
	}
	for k := range r.Found {
		a := &r.Found[k]
		if a.Sent == sent {
			fmt.Fprintf(w, "  attribution %d: %s by %q, cue %q, %s content %q, targets %s\n", k, a.Act, r.runes.slice(a.Source.Spans), r.runes.slice(a.Cue), a.Quote, r.runes.slice(a.Content), args(r, s, a.Targets))
		}
	}
}

func refText(r *Reading, s *frame.Sentence, i int32) string {
	ref := s.Ref(i)
	var out []string
	for _, l := range ref.Actors {
		t := string(l.Actor)
		if l.Person != nil {
			t += " (" + l.Person.Name + ")"
		}
		out = append(out, t)
	}
	t := "= " + strings.Join(out, ", ")
	if ref.Modifier {
		t += ", as a modifier"
	}
	if ref.Anaphor {
		t += ", from before"
	}
	return t
}

func args(r *Reading, s *frame.Sentence, as []frame.Arg) string {
	var out []string
	for _, a := range as {
		b := s.Phrase(a.Word)
		out = append(out, fmt.Sprintf("%q", r.Text.Source[b[0]:b[1]]))
	}
	return "[" + strings.Join(out, " ") + "]"
}

func flags(p *frame.Prop) string {
	t := ""
	for _, f := range []struct {
		on   bool
		name string
	}{{p.Negative, "negated"}, {p.Passive, "passive"}, {p.Inner, "inner"}, {p.Open, "open"}, {p.Relative, "relative"}, {!p.Verbal, "noun"}, {p.Modality != schema.Actual, string(p.Modality)}} {
		if f.on {
			t += ", " + f.name
		}
	}
	return t
}
