package attribute

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

const (
	minQuote = 2    // words; what is shorter is a name or a scare quote
	maxGap   = 4000 // bytes between a quotation and the one that it goes on from
	maxLead  = 14   // words between the cue and the quotation it opens
)

// quotation finds direct quotations beside the group of cue and source.
func (f *Finder) quotation(c *candidate) bool {
	s := c.s
	if !c.form.That && !c.generic && c.form.Obj != language.Target {
		return false
	}
	before := f.quoteBefore(s.Word(c.a.from).Start)
	after := -1
	if !f.clauseBetween(c) {
		after = f.quoteAfter(c)
	}
	if in := f.quoteAround(s.Word(c.word).Start); in.End > 0 {
		// what stands inside a quotation governs only what is quoted there
		if before >= 0 && f.Text.Quotes[before].Start < in.Start {
			before = -1
		}
		if after >= 0 && f.Text.Quotes[after].Start >= in.End {
			after = -1
		}
	}
	if before >= 0 && !f.answers(c, before) {
		before = -1
	}
	if c.generic {
		before, after = f.spoken(before), f.spoken(after)
	}
	if before < 0 && after < 0 {
		return false
	}
	for _, q := range []int{before, after} {
		if q >= 0 {
			f.takeQuote(&c.a, q)
		}
	}
	c.a.Quote = schema.Direct
	if before >= 0 {
		f.leadIn(c, before)
	}
	return true
}

const phrase = 4 // words of a quotation within a clause that is more than a name or a term

// spoken is quotation q where it stands by itself or is longer than a name, else -1:
// only then does a verb that is no cue ("shrugged") stand for one.
func (f *Finder) spoken(q int) int {
	if q < 0 {
		return -1
	}
	at := &f.Text.Quotes[q]
	before := strings.TrimRight(f.Text.Source[sentenceOf(f.Text, min(f.sentence(at.Start), len(f.Text.Sentences)-1)).Start:at.Start], " ")
	if before == "" || strings.ContainsRune(",.:;-–—”\"", lastRune(before)) || f.atLeast(phrase, at) && !f.sentenceLike(at) {
		return q
	}
	return -1
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// answers tells whether the quotation before the group may be its content: not
// where it is a name in a phrase that sets the scene ("On "Face the Nation," he
// said …"), or closes another sentence that it is only part of.
func (f *Finder) answers(c *candidate, q int) bool {
	s := c.s
	b := &f.Text.Quotes[q]
	if b.Start < s.Word(0).Start {
		return f.whole(b) || f.atLeast(2*fewest+1, b) && f.closes(c)
	}
	return s.Word(0).POS != syntax.ADP || s.Word(0).Start == b.Start || f.sentenceLike(b) && f.closes(c)
}

// leadIn takes the words of the speaker that lead in to a quotation within the
// sentence: The country "has changed for the better," he said.
func (f *Finder) leadIn(c *candidate, q int) {
	s := c.s
	j := int32(0)
	for j < s.Len() && s.Word(j).Start < f.Text.Quotes[q].Start {
		j++
	}
	if j == 0 || s.Word(j-1).POS == syntax.PUNCT || j >= c.a.from {
		return
	}
	b := &c.a.Content[0]
	if start := f.clauseStart(c, j); start < j && b.Start >= s.Word(start).Start {
		b.Start = s.Word(start).Start
		c.a.Quote = schema.Mixed
	}
}

// takeQuote makes a quotation, with the parts that it continues, the content.
func (f *Finder) takeQuote(a *Attribution, q int) {
	f.used[q] = true
	b := Bytes{f.Text.Quotes[q].Start, f.Text.Quotes[q].End}
	for p := q; f.Text.Quotes[p].Continues && p > 0; {
		p--
		if f.used[p] || f.Text.Quotes[p].Parent >= 0 {
			break
		}
		f.used[p] = true
		a.Content = append([]Bytes{{f.Text.Quotes[p].Start, f.Text.Quotes[p].End}}, a.Content...)
	}
	a.Content = append(a.Content, b)
}

// quoteBefore is the quotation that ends right before byte at, commas and dashes
// between, or -1.
func (f *Finder) quoteBefore(at int32) int {
	end := at
	for end > 0 && strings.IndexByte(" \t,-", f.Text.Source[end-1]) >= 0 {
		end--
	}
	for i := f.firstQuote(end) - 1; i >= 0; i-- {
		q := &f.Text.Quotes[i]
		if q.End == end && q.Closed && f.atLeast(minQuote, q) && !f.used[i] {
			return i
		}
		if q.End < end && q.Parent < 0 {
			break
		}
	}
	return -1
}

// quoteAfter is the quotation that the group opens: behind a comma or colon, or
// right behind the cue, or -1.
func (f *Finder) quoteAfter(c *candidate) int {
	s := c.s
	lead := s.Word(c.a.to).End
	limit := s.Word(min(c.a.to+maxLead, s.Len()-1)).End
	for i := f.firstQuote(lead); i < len(f.Text.Quotes); i++ {
		q := &f.Text.Quotes[i]
		if f.used[i] {
			continue
		}
		if q.Start > limit+3 {
			break
		}
		gap := strings.TrimSpace(f.Text.Source[lead:q.Start])
		if !f.atLeast(minQuote, q) {
			return -1
		}
		if gap == "" || strings.HasSuffix(gap, ",") || strings.HasSuffix(gap, ":") {
			if gap == "" && !f.sentenceLike(q) && !c.form.That {
				return -1
			}
			return i
		}
		return -1
	}
	return -1
}

// clauseBetween tells whether an indirect clause starts before the next
// quotation, which then is only a part of it.
func (f *Finder) clauseBetween(c *candidate) bool {
	t := f.complementizer(c)
	if t < 0 {
		return false
	}
	if i := f.firstQuote(c.s.Word(c.a.to).End); i < len(f.Text.Quotes) {
		return c.s.Word(t).Start < f.Text.Quotes[i].Start
	}
	return true
}

// atLeast tells whether a quotation has so many words, without looking at all of it.
func (f *Finder) atLeast(n int, q *segment.Quote) bool {
	return segment.AtLeast(n, f.Text.Source[q.Inner.Start:q.Inner.End])
}

// sentenceLike tells whether a quotation is more than a few quoted words.
func (f *Finder) sentenceLike(q *segment.Quote) bool {
	in := strings.TrimSpace(f.Text.Source[q.Inner.Start:q.Inner.End])
	return f.atLeast(4, q) && in != "" && strings.ContainsRune(".,!?…", rune(in[len(in)-1]))
}

// headline reads "X: clause" at the head of a sentence, and "X: quotation".
func (f *Finder) headline(s *frame.Sentence) {
	first := int32(0)
	if s.Len() > 2 && s.Word(0).POS == syntax.PUNCT && opening(s.Word(0).Form) && s.Word(2).Form == ":" {
		first = 1 // a transcript within quotation marks
	}
	for j := first + 1; j < s.Len() && j <= first+8; j++ {
		w := s.Word(j)
		if w.POS == syntax.VERB || w.POS == syntax.PUNCT && w.Form != ":" {
			return
		}
		if w.Form != ":" {
			continue
		}
		src := f.lead(s, j)
		if src < 0 || s.Len()-j < 4 {
			return
		}
		ref := s.Ref(src)
		if len(ref.Actors) == 0 && j == first+1 && segment.Shouted(s.Word(src).Form) {
			ref.Animate = true // a transcript: "WALLACE: …"
		} else if len(ref.Actors) == 0 || !ref.Animate && ref.Modifier {
			return
		}
		c := candidate{s: s, word: j, last: j, form: language.CueForm{Cue: genericCue}, src: src}
		c.a = Attribution{Sent: s.Index, Word: j, Act: schema.Assert, Lemma: ":", POS: language.Adposit, Head: -1, Parent: -1,
			Quote: schema.NoQuote, Cue: []Bytes{{w.Start, w.End}}, from: first, to: j,
			Source: Source{Sent: s.Index, Word: src, Ref: ref, Spans: []Bytes{{s.Word(first).Start, s.Word(j - 1).End}}}}
		if q := f.quoteAfter(&c); q >= 0 {
			f.takeQuote(&c.a, q)
			c.a.Quote = schema.Direct
		} else if !f.set(&c, [2]int32{j + 1, s.Len() - 1}) {
			return
		}
		f.keep(s, c.a)
		return
	}
}

// lead is the head of the noun phrase that fills words 0 to j, or -1.
func (f *Finder) lead(s *frame.Sentence, j int32) int32 {
	for k := int32(0); k < j; k++ {
		if h := s.Word(k).Head; s.Nominal(k) && (h < 0 || h >= j) {
			return k
		}
	}
	for k := int32(0); k < j; k++ {
		if s.Nominal(k) {
			return k
		}
	}
	return -1
}

// accordingTo reads "menurut X, …" and "…, according to X".
func (f *Finder) accordingTo(c *candidate) bool {
	s := c.s
	i := c.word
	if !s.Is(i, language.AccordingTo) {
		return false
	}
	for j := i + 1; j < s.Len() && j <= i+8 && s.Word(j).POS != syntax.PUNCT; j++ {
		if s.Nominal(j) {
			c.src = j
			if h := s.Word(j).Head; h > j && h < j+6 && s.Nominal(h) {
				c.src = h
			}
			break
		}
	}
	c.last = i
	if i+1 < s.Len() && s.Lang.Lookup(s.Word(i).Lower) != nil && s.Word(i+1).POS == syntax.ADP {
		c.last = i + 1
	}
	if i+1 < s.Len() && f.clitic(s, i+1) {
		c.src, c.clitic = i+1, true
		c.a.Source = Source{Sent: s.Index, Word: i + 1, Ref: f.Who.Pronoun(s.Index, i+1)}
	} else {
		if c.src < 0 {
			return false
		}
		ref := s.Ref(c.src)
		if s.Word(c.src).POS == syntax.PRON && f.last > 0 {
			ref = f.lastSpeaker(s.Index, c.src) // not whom the clause is about
		}
		c.a.Source = Source{Sent: s.Index, Word: c.src, Ref: ref, Spans: f.sourceSpans(c, ref)}
	}
	f.bounds(c)
	f.cueSpan(c)
	return f.around(c)
}

// around makes the content of a prepositional cue: the clause that its phrase is
// set into.
func (f *Finder) around(c *candidate) bool {
	s := c.s
	from, to := c.a.from, c.a.to
	for to+1 < s.Len() && s.Word(to+1).POS != syntax.PUNCT {
		to++
	}
	lead := int32(0)
	for lead < from && (s.Word(lead).POS == syntax.CCONJ || s.Word(lead).POS == syntax.PUNCT || s.Word(lead).POS == syntax.ADV) {
		lead++
	}
	if lead >= from {
		return f.set(c, [2]int32{to + 1, s.Len() - 1})
	}
	ranges := [][2]int32{{0, from - 1}}
	if to+2 < s.Len()-1 && s.Word(to+1).Form == "," && f.continues(c, to+2) {
		ranges[0][0] = behindConjunction(s, 0, from-1)
		ranges = append(ranges, [2]int32{to + 2, s.Len() - 1})
	}
	return f.set(c, ranges...)
}

// Close gives quotations that no cue has claimed to who spoke last, where the
// text shows that the quotation goes on: in the same paragraph behind an
// attributed one, or reopened at the head of the next.
func (f *Finder) Close() {
	for i := range f.Text.Quotes {
		q := &f.Text.Quotes[i]
		if f.used[i] || q.Parent >= 0 || !f.atLeast(minQuote, q) || !f.whole(q) {
			continue
		}
		if f.signed(i) {
			continue
		}
		if k := f.owner(i); k >= 0 {
			f.used[i] = true
			a := &f.Found[k]
			a.Content = append(a.Content, Bytes{q.Start, q.End})
		}
	}
	f.Found = append(f.Found, f.late...)
	sort.SliceStable(f.Found, func(a, b int) bool { return f.Found[a].Sent < f.Found[b].Sent })
	if f.nest(); f.prune() {
		f.nest()
	}
	f.inherit()
}

const signature = 60 // bytes of a name that signs a quotation

// signed reads a quotation with its author behind a dash: "…" ― N. N.
func (f *Finder) signed(i int) bool {
	q := &f.Text.Quotes[i]
	rest := f.Text.Source[q.End:min(int(q.End)+signature, len(f.Text.Source))]
	at := strings.TrimLeftFunc(rest, unicode.IsSpace)
	dash := dashAt(at)
	if dash == 0 {
		return false
	}
	start := q.End + int32(len(rest)-len(at))
	name := strings.TrimLeftFunc(at[dash:], unicode.IsSpace)
	from := start + int32(len(at)-len(name))
	if end := strings.IndexAny(name, "\n.,;“\""); end > 0 {
		name = strings.TrimRightFunc(name[:end], unicode.IsSpace)
	} else {
		return false
	}
	sent := f.sentence(from)
	if sent >= len(f.sents) {
		return false
	}
	s := f.sents[sent]
	for w := int32(0); w < s.Len(); w++ {
		if s.Word(w).Start != from || s.Word(w).POS != syntax.PROPN || len(strings.Fields(name)) > 5 {
			continue
		}
		f.used[i] = true
		f.late = append(f.late, Attribution{Sent: sent, Word: w, Act: schema.Assert, Lemma: "―", POS: language.Adposit, Head: -1, Parent: -1,
			Quote: schema.Direct, Cue: []Bytes{{start, start + int32(dash)}}, Content: []Bytes{{q.Start, q.End}},
			Source: Source{Sent: sent, Word: w, Ref: s.Ref(w), Spans: []Bytes{{from, from + int32(len(name))}}}})
		return true
	}
	return false
}

// dashAt is the length of the dash at the head of s, 0 for none.
func dashAt(s string) int {
	for _, d := range []string{"―", "—", "–", "--"} {
		if strings.HasPrefix(s, d) {
			return len(d)
		}
	}
	return 0
}

// whole tells whether the quotation makes up whole sentences.
func (f *Finder) whole(q *segment.Quote) bool {
	i := f.sentence(q.Start)
	if i >= len(f.Text.Sentences) {
		return false
	}
	s := f.Text.Sentences[i]
	return s.Start >= q.Start && s.Start <= q.Start+2 && q.End >= s.End-2
}

// owner is the attribution that quotation i goes on with, or -1.
func (f *Finder) owner(i int) int {
	q := &f.Text.Quotes[i]
	best := -1
	for k := sort.Search(len(f.Found), func(k int) bool { return sentenceOf(f.Text, f.Found[k].Sent).End > q.Start }) - 1; k >= 0; k-- {
		a := &f.Found[k]
		if (a.Quote == schema.Direct || a.Quote == schema.Mixed) && !a.Mind && len(a.Content) > 0 {
			best = k
			break
		}
		if sentenceOf(f.Text, a.Sent).End+maxGap < q.Start {
			break
		}
	}
	if best < 0 {
		return -1
	}
	a := &f.Found[best]
	end := max(a.Content[len(a.Content)-1].End, sentenceOf(f.Text, a.Sent).End)
	between := strings.TrimSpace(f.Text.Source[min(end, q.Start):q.Start])
	same := f.paragraph(q.Start) == f.paragraph(end-1)
	if between == "" && (same || q.Continues || f.alone(q)) || same && len(between) < 3 {
		return best
	}
	return -1
}

// alone tells whether a quotation is all of a paragraph.
func (f *Finder) alone(q *segment.Quote) bool {
	i := f.paragraph(q.Start)
	if i >= len(f.Text.Paragraphs) {
		return false
	}
	p := f.Text.Paragraphs[i]
	return strings.TrimSpace(f.Text.Source[p.Start:q.Start]) == "" && strings.TrimSpace(f.Text.Source[min(q.End, p.End):p.End]) == ""
}

func (f *Finder) paragraph(at int32) int {
	return sort.Search(len(f.Text.Paragraphs), func(i int) bool { return at < f.Text.Paragraphs[i].End })
}
