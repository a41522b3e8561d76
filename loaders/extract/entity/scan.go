package entity

import (
	"strings"

	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
	"saksi/seeds"
)

// match is a run of tokens that the gazetteer knows.
type match struct {
	first, last int32 // tokens, half-open
	name        int32 // index into seeds.Names, or -1
	role        int32 // index into seeds.Roles, or -1
	part        bool  // covers only a part of its token ("Saudi" in "Saudi-led")
}

// writing says how the words of a sentence are capitalised.
type writing uint8

const (
	plain     writing = iota
	titleCase         // nearly every word has a capital
	capitals          // THE WHOLE SENTENCE
	noCapital         // none at all
)

// scanner finds the names and role words of a document.
type scanner struct {
	pieces  []piece
	firstOf []int32 // first piece of each token
	nameAt  []int32 // by token: index+1 into matches of the name that covers it
	roleAt  []int32 // by token: index+1 into matches of the role that covers it
	matches []match
	writing []writing // by sentence

	korea bool // the text names North Korea

	gaz  *gazetteer
	text *segment.Text
	lang lang
	date string
}

// run scans the text.
func (s *scanner) run(g *gazetteer, t *segment.Text, lg lang, date string) {
	s.gaz, s.text, s.lang, s.date = g, t, lg, date
	n := len(t.Tokens)
	s.pieces, s.matches = s.pieces[:0], s.matches[:0]
	s.firstOf = resize(s.firstOf, n+1)
	s.nameAt = resize(s.nameAt, n)
	s.roleAt = resize(s.roleAt, n)
	s.writing = s.writing[:0]
	for i := range t.Tokens {
		s.firstOf[i] = int32(len(s.pieces))
		s.cut(int32(i))
	}
	s.firstOf[n] = int32(len(s.pieces))
	s.korea = false
	for i := range t.Sentences {
		s.writing = append(s.writing, s.writingOf(&t.Sentences[i]))
		s.sentence(i)
	}
}

func resize(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// cut appends the pieces of a token.
func (s *scanner) cut(token int32) {
	form := s.text.Form(token)
	first := true
	pieces(form, func(hash uint64, flags pieceFlag, start, end int) {
		if first {
			if s.continues(token) {
				flags |= joined
			}
		} else {
			flags |= inToken | joined
			if form[start-1] == '/' {
				flags &^= joined
			}
		}
		if start > 0 && form[start-1] == '$' || end < len(form) && form[end] == '$' {
			flags |= money
		}
		first = false
		s.pieces = append(s.pieces, piece{hash, token, flags})
	})
}

// continues tells whether a name may run on from the tokens before to this one:
// hyphens, apostrophes and the points of abbreviations don't end it.
func (s *scanner) continues(token int32) bool {
	for i := token - 1; i >= 0 && token-i <= 3; i-- {
		if s.firstOf[i+1] > s.firstOf[i] {
			return true
		}
		switch s.text.Form(i) {
		case "-", "–", "'", "’", "‐", "‑", ".":
		default:
			return false
		}
	}
	return false
}

// writingOf looks at the capitals of a sentence.
func (s *scanner) writingOf(sent *segment.Sentence) writing {
	words, upper, caps := 0, 0, 0
	for p := s.firstOf[sent.First]; p < s.firstOf[sent.Last]; p++ {
		w := &s.pieces[p]
		if w.flags&inToken != 0 {
			continue
		}
		form := s.text.Form(w.token)
		if form[0] >= '0' && form[0] <= '9' {
			continue
		}
		words++
		if w.flags&upperFirst != 0 {
			upper++
		}
		if w.flags&upperAll != 0 {
			caps++
		}
	}
	switch {
	case words == 0:
		return plain
	case upper == 0:
		return noCapital
	case caps == words && words > 1 || caps*5 >= words*4 && words >= 4:
		return capitals
	case upper*10 >= words*7 && words >= 5, upper == words && words > 1:
		return titleCase
	}
	return plain
}

// sentence finds the names, then the roles, of one sentence: the longest that
// begins at each token, from left to right.
func (s *scanner) sentence(i int) {
	sent := &s.text.Sentences[i]
	for t := sent.First; t < sent.Last; {
		t = s.nameFrom(t, sent, s.writing[i])
	}
	for t := sent.First; t < sent.Last; {
		t = s.roleFrom(t, sent)
	}
}

// nameFrom matches a name at token t and returns the token to go on from.
func (s *scanner) nameFrom(t int32, sent *segment.Sentence, wr writing) int32 {
	from := s.firstOf[t]
	if from == s.firstOf[t+1] {
		return t + 1
	}
	end, e := s.longest(from, s.firstOf[sent.Last], wr, true)
	if e == nil {
		return s.partNames(t, wr)
	}
	m := match{first: t, last: s.pieces[end-1].token + 1, name: e.name, role: -1}
	if e.article {
		m.first++
	}
	if !s.plausible(&m, sent, wr) {
		return t + 1
	}
	if wr == plain || wr == titleCase {
		if far, role := s.longest(from, s.firstOf[sent.Last], plain, false); role != nil && far > end && s.upperFrom(from, far) {
			return t + 1 // "Dewan Keamanan Nasional" is no "Dewan Keamanan"
		}
	}
	s.korea = s.korea || s.gaz.names[m.name].Actor == "actor/PRK"
	s.matches = append(s.matches, m)
	for k := m.first; k < m.last; k++ {
		s.nameAt[k] = int32(len(s.matches))
	}
	return m.last
}

// longest is the longest name (or role) on the pieces from: the piece after its
// end and its entry, or nil.
func (s *scanner) longest(from, limit int32, wr writing, names bool) (int32, *entry) {
	g := s.gaz
	node := int32(0)
	var upper, caps uint16
	var best *entry
	bestEnd := from
	for p := from; p < limit && p-from < maxPieces; p++ {
		w := &s.pieces[p]
		if p > from && w.flags&inToken == 0 && !s.adjacent(p) && w.flags&joined == 0 {
			break
		}
		if node = g.walk(node, w.hash); node < 0 {
			break
		}
		if w.flags&upperFirst != 0 {
			upper |= 1 << (p - from)
		}
		if w.flags&upperAll != 0 && w.flags&money == 0 {
			caps |= 1 << (p - from)
		}
		if p+1 < limit && s.pieces[p+1].flags&inToken != 0 {
			continue // a name ends with its token
		}
		for i := g.first[node]; i >= 0; i = g.entries[i].next {
			e := &g.entries[i]
			if (e.name >= 0) == names && s.fits(e, upper, caps, wr) && (bestEnd <= p || s.better(e, best)) {
				best, bestEnd = e, p+1
			}
		}
	}
	return bestEnd, best
}

// upperFrom tells whether all pieces begin with a capital.
func (s *scanner) upperFrom(from, to int32) bool {
	for p := from; p < to; p++ {
		if s.pieces[p].flags&upperFirst == 0 {
			return false
		}
	}
	return true
}

// adjacent tells whether piece p begins the token right after the one before it,
// on the same line.
func (s *scanner) adjacent(p int32) bool {
	t := s.pieces[p].token
	return t == s.pieces[p-1].token+1 && strings.IndexByte(s.text.Source[s.text.Tokens[t-1].End:s.text.Tokens[t].Start], '\n') < 0
}

// fits tells whether the capitals are those of the entry.
func (s *scanner) fits(e *entry, upper, caps uint16, wr writing) bool {
	if e.langs&s.lang == 0 {
		return false
	}
	if e.role >= 0 {
		return true
	}
	switch wr {
	case noCapital:
		return e.rest
	case capitals:
		return true
	}
	return e.caps&^caps == 0 && (e.title|e.caps)&^upper == 0
}

// better tells whether entry a is the likelier reading of the same words: the
// person in office on the document's date, else the first of the tables.
func (s *scanner) better(a, b *entry) bool {
	if a.name < 0 || b.name < 0 {
		return false
	}
	ra, okA := seeds.Lookup(s.gaz.names[a.name].Actor)
	rb, okB := seeds.Lookup(s.gaz.names[b.name].Actor)
	if !okA || !okB || ra.Kind != schema.PersonKind || rb.Kind != schema.PersonKind {
		return false
	}
	return seeds.OfficeOn(&ra.Actor, s.date) != nil && seeds.OfficeOn(&rb.Actor, s.date) == nil
}

// partNames matches names in the parts of a hyphened token ("Saudi-led",
// "Rusia-Ukraina") and returns the next token.
func (s *scanner) partNames(t int32, wr writing) int32 {
	lo, hi := s.firstOf[t], s.firstOf[t+1]
	if hi-lo < 2 || wr == noCapital {
		return t + 1
	}
	for p := lo; p < hi; p++ {
		node := s.gaz.walk(0, s.pieces[p].hash)
		if node < 0 {
			continue
		}
		var upper, caps uint16
		if s.pieces[p].flags&upperFirst != 0 {
			upper = 1
		}
		if s.pieces[p].flags&upperAll != 0 {
			caps = 1
		}
		for i := s.gaz.first[node]; i >= 0; i = s.gaz.entries[i].next {
			e := &s.gaz.entries[i]
			if e.name >= 0 && e.count == 1 && s.fits(e, upper, caps, wr) && s.gaz.names[e.name].Sort != seeds.Surname {
				s.matches = append(s.matches, match{first: t, last: t + 1, name: e.name, role: -1, part: true})
				if s.nameAt[t] == 0 {
					s.nameAt[t] = int32(len(s.matches))
				}
				break
			}
		}
	}
	return t + 1
}

// roleFrom matches a role at token t, outside names, and returns the token to go
// on from.
func (s *scanner) roleFrom(t int32, sent *segment.Sentence) int32 {
	from := s.firstOf[t]
	if from == s.firstOf[t+1] || s.nameAt[t] != 0 {
		return t + 1
	}
	limit := t + 1
	for limit < sent.Last && s.nameAt[limit] == 0 {
		limit++
	}
	end, e := s.longest(from, s.firstOf[limit], plain, false)
	if e == nil && s.firstOf[t+1]-from == 2 && s.pieces[from].hash == s.pieces[from+1].hash {
		e, end = s.roleOf(s.pieces[from].hash), from+2 // "menteri-menteri"
	}
	if e == nil && s.lang&english != 0 && s.firstOf[t+1]-from == 1 {
		if form := s.text.Form(t); len(form) > 4 && form[len(form)-1] == 's' {
			e, end = s.roleOf(hashOf(form[:len(form)-1])), from+1 // plural
		}
	}
	if e == nil {
		return t + 1
	}
	m := match{first: t, last: s.pieces[end-1].token + 1, name: -1, role: e.role}
	s.matches = append(s.matches, m)
	for k := m.first; k < m.last; k++ {
		s.roleAt[k] = int32(len(s.matches))
	}
	return m.last
}

// roleOf is the role that one piece names, or nil.
func (s *scanner) roleOf(hash uint64) *entry {
	node := s.gaz.walk(0, hash)
	if node < 0 {
		return nil
	}
	for i := s.gaz.first[node]; i >= 0; i = s.gaz.entries[i].next {
		if e := &s.gaz.entries[i]; e.role >= 0 && e.langs&s.lang != 0 {
			return e
		}
	}
	return nil
}

// lower is the form of token t in lower case, or "" outside the text.
func (s *scanner) lower(t int32) string {
	if t < 0 || int(t) >= len(s.text.Tokens) {
		return ""
	}
	return strings.ToLower(s.text.Form(t))
}

// Joins are the names of a sentence that the parser should take as one word,
// and the known names of one token, with their part of speech.
func (l *Linker) Joins(sent int) []syntax.Join {
	s := &l.scan
	se := &l.text.Sentences[sent]
	var js []syntax.Join
	for t := se.First; t < se.Last; t++ {
		k := s.nameAt[t]
		if k == 0 {
			if first, last, ok := l.titledName(sent, t); ok {
				js = append(js, syntax.Join{First: first, Last: last, POS: syntax.PROPN})
				t = last - 1
			} else if last, ok := s.particleName(t, se, s.writing[sent]); ok {
				js = append(js, syntax.Join{First: t, Last: last, POS: syntax.PROPN})
				t = last - 1
			}
			continue
		}
		m := &s.matches[k-1]
		if m.part || m.first != t {
			continue
		}
		n := &l.gaz.names[m.name]
		pos := syntax.PROPN
		if n.Sort == seeds.Adjective {
			if m.last-m.first == 1 {
				continue
			}
			pos = syntax.ADJ
		}
		js = append(js, syntax.Join{First: m.first, Last: m.last, POS: pos})
		t = m.last - 1
	}
	return js
}

// titledName is the name behind the title at a token. In a headline it ends before the stem of
// a verb, whose capital says nothing there: "PM Hun Manet Bantah Tanam Ranjau".
func (l *Linker) titledName(sent int, t int32) (first, last int32, ok bool) {
	first, last, ok = l.scan.titledName(t, &l.text.Sentences[sent])
	if !ok || l.Verb == nil || l.lang&indonesian == 0 || l.scan.writing[sent] != titleCase {
		return first, last, ok
	}
	for k := first; k < last; k++ {
		if l.Verb(l.scan.lower(k)) {
			return first, k, k > first
		}
	}
	return first, last, true
}

// InRole tells whether a token belongs to the name of an office, a rank or a trade
// that has several words, such as "press secretary".
func (l *Linker) InRole(token int32) bool {
	k := l.scan.roleAt[token]
	return k != 0 && l.scan.matches[k-1].last-l.scan.matches[k-1].first > 1
}
