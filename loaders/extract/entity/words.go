package entity

import (
	"strings"

	"saksi/loaders/extract/syntax"
	"saksi/schema"
	"saksi/seeds"
)

// wordKind says what a word of a tree can do in a noun phrase that names somebody.
type wordKind uint8

const (
	kOther   wordKind = iota
	kDet              // "the", "seorang", "para"
	kDem              // "itu", "tersebut", "this"
	kAdj              //
	kNum              //
	kNoun             // a noun of no known role
	kPoss             // "'s"
	kOwner            // "his", "its"
	kPrep             // ties a role to what it serves: "of", "for", "untuk"
	kComma            //
	kVerb             //
	kPron             //
	kRole             // seeds.Role
	kTitle            //
	kFormer           //
	kPerson           // a person of the seeds or found before
	kPolity           // a state by its name, capital or house of government, or an organ of it
	kOrg              // an organisation, armed group, medium
	kDemonym          // "Iranian"
	kPeople           // "Iranians"
	kPlace            // a town or region
	kCap              // a capitalised word that nobody knows
	kAside            // a short name in brackets within a phrase, with the brackets
)

// word is a word of the tree at hand.
type word struct {
	kind   wordKind
	lo, hi int32         // words of the same name or role, half-open
	rec    *seeds.Record // of a name; nil for regions
	name   *seeds.Name
	role   *seeds.Role
	link   *found // of a person found before, by family name
	// aside: only backs or leads what follows ("UN-backed government").
	aside bool
}

// sentLooks says where the words of a sentence are kept: they are classified once,
// so that what later sentences bring doesn't change them.
type sentLooks struct {
	from, to int32 // of Linker.words and Linker.refs
	done     bool
}

// look classifies the words of the sentence's tree.
func (l *Linker) look(sent int) []word {
	if l.catSent == sent {
		return l.cats
	}
	k := &l.looks[sent]
	l.catSent = sent
	if k.done {
		l.cats = l.words[k.from:k.to]
		return l.cats
	}
	tree := l.trees[sent]
	k.from = int32(len(l.words))
	for i := range tree.Words {
		l.words = append(l.words, l.classify(sent, int32(i)))
		l.refs = append(l.refs, cached{})
	}
	k.to, k.done = int32(len(l.words)), true
	l.cats = l.words[k.from:k.to]
	for i := range l.cats {
		l.wholeNames(i)
	}
	for i := 0; i+2 < len(l.cats); i++ { // "Somalia-based"
		w, third := &l.cats[i], &l.cats[i+2]
		if (w.kind == kPolity || w.kind == kOrg || w.kind == kPlace || w.kind == kDemonym || w.kind == kPeople) && w.rec != nil && tree.Words[i+1].Lower == "-" &&
			l.text.Tokens[tree.Words[i+1].First].Glued && l.text.Tokens[tree.Words[i+2].First].Glued && third.name == nil {
			w.kind, l.cats[i+1].kind, third.kind = kDemonym, kAdj, kAdj
			w.aside = !in(tree.Words[i+2].Lower, isSeat)
		}
	}
	l.asides(tree)
	l.thingNames(sent, tree)
	for i := 2; i < len(l.cats); i++ { // "pro-Russian"
		if w := &l.cats[i]; (w.kind == kDemonym || w.kind == kPolity) && tree.Words[i-1].Lower == "-" && in(tree.Words[i-2].Lower, isPrefix) {
			w.kind, l.cats[i-1].kind, l.cats[i-2].kind = kAdj, kAdj, kAdj
		}
	}
	for i := 1; i+1 < len(l.cats) && l.lang&indonesian != 0; i++ { // "Kepala Logistik PBB"
		w, p, n := &l.cats[i], &l.cats[i-1], &l.cats[i+1]
		if w.kind == kCap && tree.Words[i].Count == 1 && p.kind == kRole && p.role.Class != seeds.Crowd && p.role.Class != seeds.OwnVoice && (n.kind == kPolity || n.kind == kOrg) {
			w.kind, w.role, w.lo = kRole, p.role, p.lo
			for k := p.lo; k <= int32(i); k++ {
				l.cats[k].hi = int32(i) + 1
			}
		}
	}
	for i := range l.cats { // unknown names over several words
		w := &l.cats[i]
		if w.kind == kCap && i > 0 && l.cats[i-1].kind == kCap && !l.broken(sent, int32(i)) {
			w.lo = l.cats[i-1].lo
			for k := w.lo; k < int32(i); k++ {
				l.cats[k].hi = w.hi
			}
		}
	}
	return l.cats
}

// asides marks short names in brackets that stand inside a phrase, as Indonesian
// news puts them: "Menteri Luar Negeri (Menlu) RI Retno Marsudi".
func (l *Linker) asides(tree *syntax.Tree) {
	if l.lang&indonesian == 0 {
		return
	}
	for i := 1; i+3 < len(l.cats); i++ {
		if tree.Words[i].Lower != "(" || tree.Words[i+2].Lower != ")" || !capital(tree.Words[i+1].Form) || !nominal(l.cats[i-1].kind) {
			continue
		}
		switch l.cats[i+3].kind {
		case kPerson, kCap, kPolity, kOrg, kRole, kTitle:
			for k := i; k < i+3; k++ {
				l.cats[k] = word{kind: kAside, lo: int32(k), hi: int32(k) + 1}
			}
		}
	}
}

// thingNames takes a role that closes an unknown name as a part of it: the ship "Galaxy
// Leader" is no leader. Titles before a name are ("Minister Retno Marsudi").
func (l *Linker) thingNames(sent int, tree *syntax.Tree) {
	if l.lang&english == 0 || l.scan.writing[sent] != plain {
		return
	}
	for i := 1; i < len(l.cats); i++ {
		w := &l.cats[i]
		if w.kind != kRole || w.hi-w.lo != 1 || !capital(tree.Words[i].Form) || l.cats[i-1].kind != kCap || l.broken(sent, int32(i)) {
			continue
		}
		if i+1 == len(l.cats) || !capital(tree.Words[i+1].Form) {
			*w = word{kind: kCap, lo: int32(i), hi: int32(i) + 1}
		}
	}
}

// wholeNames takes a family name beside another capitalised word as a part of a
// longer name: "Anna Kirby" is not the Kirby of before.
func (l *Linker) wholeNames(i int) {
	w := &l.cats[i]
	if w.kind == kPolity && w.hi-w.lo == 1 && w.rec.SpeaksFor != "" && w.name.Sort == seeds.ProperName && i > 0 && l.cats[i-1].kind == kCap {
		*w = word{kind: kCap, lo: int32(i), hi: int32(i) + 1} // "World Uyghur Congress"
		return
	}
	if w.kind == kPerson && w.name != nil && w.name.Sort == seeds.Surname && w.link == nil && i > 0 && l.cats[i-1].kind == kCap &&
		l.trees[l.catSent].Words[i-1].POS == syntax.PROPN {
		*w = word{kind: kCap, lo: int32(i), hi: int32(i) + 1} // "Yashar Aliyev"
		return
	}
	if w.kind != kPerson || w.name != nil {
		return
	}
	if l.withParticles(i) {
		return
	}
	if i > 0 && l.cats[i-1].kind == kCap {
		*w = word{kind: kCap, lo: int32(i), hi: int32(i) + 1}
	}
	if i+1 < len(l.cats) {
		if n := &l.cats[i+1]; n.kind == kCap || n.kind == kPerson && n.name == nil {
			*w = word{kind: kCap, lo: int32(i), hi: int32(i) + 1}
		}
	}
}

// withParticles takes the particles before a family name as parts of it: "Van Der
// Berg". It reports whether there are any.
func (l *Linker) withParticles(i int) bool {
	words := l.trees[l.catSent].Words
	lo := i
	for lo > 0 && l.cats[lo-1].kind == kCap && in(words[lo-1].Lower, isParticle) {
		lo--
	}
	if lo == i || lo > 0 && l.cats[lo-1].kind == kCap {
		return false
	}
	w := l.cats[i]
	w.lo = int32(lo)
	for k := lo; k <= i; k++ {
		l.cats[k] = w
	}
	return true
}

func (l *Linker) classify(sent int, i int32) word {
	tree := l.trees[sent]
	tw := &tree.Words[i]
	w := word{lo: i, hi: i + 1}
	if k := l.scan.nameAt[tw.First]; k != 0 {
		l.named(&w, &l.scan.matches[k-1], tree, i)
		return w
	}
	if l.scan.korea && l.northSouth(sent, tw, &w) {
		return w
	}
	if f := l.knownByPart(sent, tw); f != nil && !l.InRole(tw.First) {
		w.kind, w.link = kPerson, f
		return w
	}
	if k := l.scan.roleAt[tw.First]; k != 0 && tw.Join == 0 {
		if l.roleWord(&w, &l.scan.matches[k-1], tree, i) {
			return w
		}
	}
	w.kind = l.plainKind(sent, tw, i)
	return w
}

// named fills in a word that belongs to a name of the gazetteer.
func (l *Linker) named(w *word, m *match, tree *syntax.Tree, i int32) {
	w.name = &l.gaz.names[m.name]
	w.rec, _ = seeds.Lookup(w.name.Actor)
	w.lo, w.hi = l.extent(m, tree, i)
	switch {
	case w.name.Sort == seeds.City || w.name.Sort == seeds.Region || w.rec == nil:
		w.kind = kPlace
	case m.part && in(strings.ToLower(before(tree.Words[i].Form, "-")), isPrefix):
		w.kind = kAdj
	case w.name.Sort == seeds.Adjective || m.part:
		w.kind = kDemonym
	case w.name.Sort == seeds.People:
		w.kind = kPeople
	case w.rec.Kind == schema.PersonKind:
		w.kind = kPerson
		if f := l.otherBearer(w.rec, tree.Words[i].Lower); f != nil {
			w.link = f
		}
	case w.rec.Kind == schema.State || w.rec.SpeaksFor != "":
		w.kind = kPolity
	default:
		w.kind = kOrg
	}
}

// before is what stands before the separator, or "".
func before(s, sep string) string {
	head, _, ok := strings.Cut(s, sep)
	if !ok {
		return ""
	}
	return head
}

// extent is the range of words that a match covers around word i.
func (l *Linker) extent(m *match, tree *syntax.Tree, i int32) (lo, hi int32) {
	lo, hi = i, i+1
	for lo > 0 && tree.Words[lo-1].First >= m.first {
		lo--
	}
	for int(hi) < len(tree.Words) && tree.Words[hi].First < m.last {
		hi++
	}
	return lo, hi
}

// halves of Korea, as texts about it call them.
var halves = map[string]*seeds.Name{
	"North": {Text: "North Korea", Actor: "actor/PRK"},
	"South": {Text: "South Korea", Actor: "actor/KOR"},
}

// northSouth takes "the North" and "the South" for the halves of Korea.
func (l *Linker) northSouth(sent int, tw *syntax.Word, w *word) bool {
	n := halves[tw.Form]
	if n == nil || l.lang&english == 0 || tw.First == l.text.Sentences[sent].First || l.scan.lower(tw.First-1) != "the" || l.scan.writing[sent] != plain {
		return false
	}
	if next := tw.First + 1; next < l.text.Sentences[sent].Last && capital(l.text.Form(next)) {
		return false
	}
	w.kind, w.name = kPolity, n
	w.rec, _ = seeds.Lookup(n.Actor)
	return w.rec != nil
}

// roleWord fills in a word that belongs to a role. It reports false where the
// words are a role by their look only: verbs, and offices in the middle of names.
func (l *Linker) roleWord(w *word, m *match, tree *syntax.Tree, i int32) bool {
	r := &l.gaz.roles[m.role]
	tw := &tree.Words[i]
	w.lo, w.hi = l.extent(m, tree, i)
	if w.hi-w.lo == 1 {
		switch tw.POS {
		case syntax.VERB, syntax.AUX, syntax.ADP, syntax.ADV, syntax.PRON, syntax.SCONJ, syntax.CCONJ, syntax.PUNCT:
			if r.Class != seeds.Former && (tw.POS != syntax.VERB || l.lang&english != 0 || !capital(tw.Form)) {
				return false
			}
		case syntax.ADJ, syntax.DET, syntax.NUM:
			if r.Class == seeds.Crowd || r.Class == seeds.Polity {
				return false
			}
		}
	}
	w.role = r
	switch r.Class {
	case seeds.Title:
		if !capital(tw.Form) {
			return false
		}
		w.kind = kTitle
	case seeds.Former:
		w.kind = kFormer
	default:
		w.kind = kRole
	}
	return true
}

// amidName tells whether a short word that may be a day or month stands between two parts
// of a name: "Khin Thu Kha".
func (l *Linker) amidName(sent int, i int32) bool {
	t := l.trees[sent].Words
	if i < 1 || int(i)+1 >= len(t) || len(t[i].Form) > 3 || l.scan.writing[sent] != plain {
		return false
	}
	for _, w := range []*syntax.Word{&t[i-1], &t[i+1]} {
		if !capital(w.Form) || w.POS != syntax.PROPN || in(w.Lower, isCalendar) || l.scan.nameAt[w.First] != 0 || l.scan.roleAt[w.First] != 0 {
			return false
		}
	}
	return true
}

// plainKind is the kind of a word that no table knows.
func (l *Linker) plainKind(sent int, tw *syntax.Word, i int32) wordKind {
	switch {
	case in(tw.Lower, isOwner):
		return kOwner
	case tw.Lower == "'s" || tw.Lower == "’s" || (tw.Lower == "'" || tw.Lower == "’") && tw.POS == syntax.PART:
		return kPoss
	case in(tw.Lower, isDemonstrative) && tw.POS != syntax.SCONJ && tw.Feats&syntax.PronRel == 0:
		return kDem
	case tw.Lower == "kedua" && (i+1 >= int32(len(l.trees[sent].Words)) || l.scan.roleAt[l.trees[sent].Words[i+1].First] == 0):
		return kOther
	case in(tw.Lower, isDeterminer) || tw.POS == syntax.DET:
		return kDet
	case in(tw.Lower, isCalendar) && capital(tw.Form) && !l.amidName(sent, i):
		return kOther
	case in(tw.Lower, isQuantity):
		return kNum
	case l.lang&indonesian != 0 && (in(tw.Lower, isSpeech) || passiveForm(tw.Lower) && tw.First == l.text.Sentences[sent].First):
		return kOther
	case in(tw.Lower, isCreed), in(tw.Lower, isDouble) && i > 0 && l.scan.roleAt[tw.First-1] != 0:
		return kAdj
	case tw.Lower == "," || tw.Lower == "(" || tw.Lower == "-" || tw.Lower == "–" || tw.Lower == "—":
		return kComma
	}
	if l.unknownName(sent, tw) {
		return kCap
	}
	if in(tw.Lower, isTie) && (tw.POS == syntax.ADP || tw.POS == syntax.PART || tw.POS == syntax.NOUN) {
		return kPrep
	}
	if !wordy(strings.TrimLeft(tw.Form, "-'’")) && tw.POS != syntax.NUM {
		return kOther
	}
	switch tw.POS {
	case syntax.ADJ:
		return kAdj
	case syntax.NUM:
		return kNum
	case syntax.NOUN, syntax.PROPN:
		return kNoun
	case syntax.PRON:
		return kPron
	case syntax.VERB:
		return kVerb
	}
	return kOther
}

// passiveForm tells whether a word looks like an Indonesian passive, which
// taggers take for a noun at the head of a sentence ("Diberitakan Reuters").
func passiveForm(low string) bool {
	return len(low) > 6 && strings.HasPrefix(low, "di") && (strings.HasSuffix(low, "kan") || strings.HasSuffix(low, "i"))
}

// unknownName tells whether a word is (a part of) a name that nobody knows.
func (l *Linker) unknownName(sent int, tw *syntax.Word) bool {
	if tw.Join > 0 && tw.Count > 1 {
		return true
	}
	if !capital(tw.Form) || in(tw.Lower, isCalendar) || l.scan.writing[sent] == capitals {
		return false
	}
	if l.scan.writing[sent] != plain || l.afterMark(tw.First) || len(tw.Form) < 2 {
		return false
	}
	if tw.First == l.text.Sentences[sent].First {
		return tw.POS == syntax.PROPN && !in(tw.Lower, isStart) && l.capitalAfter(sent, tw)
	}
	switch tw.POS {
	case syntax.PROPN:
		return true
	case syntax.NOUN, syntax.X, syntax.VERB:
		return wordy(tw.Form)
	}
	return false
}

// capitalAfter tells whether another capitalised word follows: what begins a
// sentence is taken for a name only then.
func (l *Linker) capitalAfter(sent int, tw *syntax.Word) bool {
	next := tw.First + tw.Count
	return next < l.text.Sentences[sent].Last && capital(l.text.Form(next)) && l.scan.nameAt[next] == 0
}

// afterMark tells whether a quotation mark, colon or bullet stands before the
// token, where any word has a capital.
func (l *Linker) afterMark(token int32) bool {
	if token == 0 {
		return true
	}
	f := l.text.Form(token - 1)
	return strings.ContainsAny(f, "\"“”‘:;•*«»") || f == "-" || f == "–" || f == "'" && !l.text.Tokens[token-1].Glued
}

// nominal tells whether a word of the kind may end a noun phrase that names.
func nominal(k wordKind) bool {
	switch k {
	case kNoun, kRole, kTitle, kFormer, kPerson, kPolity, kOrg, kDemonym, kPeople, kPlace, kCap, kAdj, kNum:
		return true
	}
	return false
}
