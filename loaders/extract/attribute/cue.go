package attribute

import (
	"slices"

	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// candidate is a cue word under examination.
type candidate struct {
	s       *frame.Sentence
	word    int32
	last    int32 // last word of the cue
	form    language.CueForm
	verb    int32 // the verb that lends a noun cue its subject, or 0
	generic bool
	passive bool
	src     int32 // head word of the source, or -1
	lo, hi  int32 // words of the source where a speech tag shows them
	tagged  bool  // lo and hi are set
	clitic  bool  // the source is a clitic of the cue ("katanya")
	loose   bool  // the source is nobody known: only a clause or quotation will do
	a       Attribution
}

var genericCue = &language.Cue{Lemma: "", POS: language.Verb, Act: schema.Assert, Frame: language.Frame{That: true, Weak: true}}

// at examines word i as a cue.
func (f *Finder) at(s *frame.Sentence, i int32) (Attribution, bool) {
	for _, c := range f.candidates(s, i) {
		recited := !stands(c.form.Act, c.form.Mind || c.generic) && f.recited(s, i)
		if recited && !performative(c.form.Act) {
			continue
		}
		c.a = Attribution{Sent: s.Index, Word: i, Act: c.form.Act, Lemma: c.form.Lemma, POS: c.form.POS, Mind: c.form.Mind, Reply: c.form.Reply,
			Generic: c.generic, Head: -1, Parent: -1, Quote: schema.NoQuote}
		why := f.read(&c)
		if why == "" && recited && !f.performs(&c.a) {
			continue
		}
		if why == "" {
			return c.a, true
		}
		if f.Trace && !c.generic && !c.form.Weak {
			f.Misses = append(f.Misses, Miss{Sent: s.Index, Word: i, Lemma: c.form.Lemma, Act: c.form.Act, Why: why})
		}
	}
	return Attribution{}, false
}

// candidates lists the cue readings of word i, those of more words first.
func (f *Finder) candidates(s *frame.Sentence, i int32) []candidate {
	w := s.Word(i)
	var out []candidate
	if e := s.Entries[i]; e != nil {
		for _, form := range e.Cues {
			if !f.fits(s, i, form) {
				continue
			}
			gap := int32(0)
			if form.POS == language.Verb && len(form.Rest) > 0 {
				gap = 1
			}
			if last, ok := s.Follows(i, form.Rest, gap); ok {
				c := candidate{s: s, word: i, last: last, form: form, src: -1}
				if len(form.Rest) > 0 {
					out = append([]candidate{c}, out...)
				} else {
					out = append(out, c)
				}
			}
		}
	}
	if len(out) == 0 && w.POS == syntax.VERB && !f.cueBehind(s, i) {
		out = append(out, candidate{s: s, word: i, last: i, form: language.CueForm{Cue: genericCue}, generic: true, src: -1})
	}
	return out
}

// cueBehind tells whether a listed cue follows word i within its phrase, which then
// is the cue: "retired general N. N. said".
func (f *Finder) cueBehind(s *frame.Sentence, i int32) bool {
	for j := i + 1; j < s.Len() && j <= i+8 && s.Word(j).POS != syntax.PUNCT; j++ {
		e := s.Entries[j]
		if e == nil {
			continue
		}
		for _, c := range e.Cues {
			if c.That && c.POS == language.Verb && !c.Mind && f.fits(s, j, c) {
				return true
			}
		}
	}
	return false
}

// fits tells whether the part of speech of word i allows the cue.
func (f *Finder) fits(s *frame.Sentence, i int32, c language.CueForm) bool {
	w := s.Word(i)
	verbal := w.POS == syntax.VERB || w.POS == syntax.AUX
	switch c.POS {
	case language.Verb, language.Fixed:
		if verbal || w.POS == syntax.ADJ && w.Rel != syntax.Amod {
			return c.Voice != language.Bare || f.bare(s, i)
		}
		return s.Lang.BareCue && (w.POS == syntax.NOUN || w.POS == syntax.ADV || w.POS == syntax.PROPN || w.POS == syntax.ADJ || c.POS == language.Fixed && (w.POS == syntax.DET || w.POS == syntax.PRON)) && f.bare(s, i)
	case language.Noun:
		return w.POS == syntax.NOUN || w.POS == syntax.PROPN && i > 0
	case language.Adjective:
		return w.POS == syntax.ADJ || verbal
	}
	return true
}

// bare tells whether a bare stem may be a cue here: next to a quotation or comma
// and before a source ("…, kata X"), with a clitic ("katanya"), or as the verb of
// a headline.
func (f *Finder) bare(s *frame.Sentence, i int32) bool {
	w := s.Word(i)
	if i+1 < s.Len() && f.clitic(s, i+1) {
		return true
	}
	if i == 1 && s.Word(0).Rel == syntax.Advmod && s.Word(0).Head == i {
		return false // "Lebih lanjut …" leads in
	}
	if i > 0 && s.Word(i-1).POS == syntax.PUNCT && i+1 < s.Len() {
		return true
	}
	if i == 0 {
		return w.POS != syntax.NOUN || f.quoteBefore(w.Start) >= 0 || i+1 < s.Len() && len(s.Ref(i+1).Actors) > 0
	}
	return w.POS == syntax.VERB && (s.Child(i, syntax.Nsubj) >= 0 || w.Rel == syntax.Root)
}

// clitic tells whether word j is a pronoun written together with the word before it.
func (f *Finder) clitic(s *frame.Sentence, j int32) bool {
	return f.Text.Tokens[s.Word(j).First].Clitic && s.Is(j, language.Anaphor)
}

// read fills the attribution of a candidate, or tells why the sentence does not
// bear the cue out.
func (f *Finder) read(c *candidate) Why {
	if c.form.POS == language.Adposit {
		if !f.accordingTo(c) {
			return NoSource
		}
		return ""
	}
	if f.negated(c) || f.noAct(c) || f.intended(c) {
		return NoAct
	}
	c.passive = c.form.Voice == language.Passive || c.form.Voice == language.Any && c.form.POS == language.Verb && c.s.Passive(c.word)
	if !f.source(c) {
		return NoSource
	}
	f.bounds(c)
	if !f.content(c) || len(c.a.Content) == 0 {
		return NoContent
	}
	f.targets(c)
	f.cueSpan(c)
	c.a.Mutual = c.a.Mutual || c.form.Mutual
	return ""
}

// negated tells whether the cue itself is negated: "did not accuse" is no act.
func (f *Finder) negated(c *candidate) bool {
	if c.form.POS == language.Noun {
		return false
	}
	if c.s.Modality(c.word) == schema.Possible && c.form.Act != schema.Assert {
		return true
	}
	if !c.s.Negated(c.word) {
		return false
	}
	if c.form.Mind && c.form.That && c.form.Act == schema.Assert {
		c.a.Act = schema.Deny // "does not believe that" doubts it
		return false
	}
	if c.form.Act == schema.Agree && !c.form.Mind {
		c.a.Act = schema.Reject // "will not accept"
		return false
	}
	return true
}

// intended tells whether the cue is only a purpose or a wish: "tried to deny",
// "declined to say". What somebody began or went on to say is said.
func (f *Finder) intended(c *candidate) bool {
	s := c.s
	if !f.purpose(s, c.word) {
		return false
	}
	h := s.Word(c.word).Head
	return h < 0 || !s.Lends(h) && !s.Makes(h)
}

// noAct tells whether a refusal is only one to speak: "declined to comment"; or whether
// nobody spoke: "there was no comment from the ministry".
func (f *Finder) noAct(c *candidate) bool {
	if c.form.POS == language.Noun && c.s.Is(c.word, language.NonComment) {
		return c.s.Is(c.word-1, language.Neg) || c.s.Is(c.word-2, language.Neg)
	}
	if c.s.Is(c.word, language.NonComment) && f.refused(c) {
		return true
	}
	if c.form.Act != schema.Reject && c.form.Act != schema.Deny {
		return false
	}
	for j := c.last + 1; j < c.s.Len() && j <= c.last+3; j++ {
		if c.s.Is(j, language.NonComment) {
			return true
		}
		if c.s.Word(j).POS == syntax.PUNCT {
			return false
		}
	}
	return false
}

// refused tells whether a verb right before the cue says that it was not done: "menolak
// berkomentar", "tidak bersedia berkomentar".
func (f *Finder) refused(c *candidate) bool {
	h := c.word - 1
	if h < 0 || c.s.Entries[h] == nil {
		return h > 0 && c.s.Is(h-1, language.Neg) && c.s.Word(h).POS != syntax.PUNCT
	}
	return c.s.Is(h, language.Neg) || c.s.Is(h-1, language.Neg) || slices.ContainsFunc(c.s.Entries[h].Cues, func(q language.CueForm) bool {
		return q.Act == schema.Reject || q.Act == schema.Deny
	})
}

// cueSpan takes auxiliaries and adverbs before the cue, and clitics behind it, into its span.
func (f *Finder) cueSpan(c *candidate) {
	from, to := c.word, c.last
	if c.verb > 0 {
		from = c.verb
	}
	if c.form.POS == language.Verb || c.form.POS == language.Fixed {
		for j := c.word - 1; j >= 0 && !c.s.Lang.PossFollows && (c.s.Is(j, language.Also) || c.s.Word(j).POS == syntax.ADV) && j != c.src; j-- {
			from = j
		}
	}
	if to+1 < c.s.Len() && f.clitic(c.s, to+1) && c.clitic {
		to++
	}
	c.a.Cue = []Bytes{{c.s.Word(from).Start, c.s.Word(to).End}}
}
