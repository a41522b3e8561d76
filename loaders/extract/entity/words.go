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

// function words that matter inside noun phrases, by language.
var (
	determiners = map[string]bool{"the": true, "a": true, "an": true, "some": true, "several": true, "many": true, "all": true, "both": true,
		"each": true, "any": true, "other": true, "another": true, "no": true,
		"para": true, "seorang": true, "sebuah": true, "beberapa": true, "sejumlah": true, "sang": true, "si": true, "seluruh": true,
		"semua": true, "kedua": true, "setiap": true, "salah": false, "banyak": true, "suatu": true, "sekelompok": true, "berbagai": true}
	demonstratives = map[string]bool{"itu": true, "tersebut": true, "ini": true, "tadi": true, "this": true, "that": true, "these": true, "those": true}
	owners         = map[string]bool{"his": true, "her": true, "its": true, "their": true, "our": true, "my": true, "your": true}
	ties           = map[string]bool{"of": true, "for": true, "to": true, "at": true, "in": true, "from": true, "with": true,
		"untuk": true, "bagi": true, "di": true, "dari": true, "ke": true, "pada": true, "urusan": true, "bidang": true}
	calendar = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
		"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true,
		"october": true, "november": true, "december": true, "senin": true, "selasa": true, "rabu": true, "kamis": true, "jumat": true, "jum'at": true,
		"sabtu": true, "minggu": true, "januari": true, "februari": true, "maret": true, "mei": true, "juni": true, "juli": true, "agustus": true,
		"oktober": true, "desember": true, "ramadan": true, "ramadhan": true, "christmas": true, "natal": true, "easter": true, "eid": true,
		"twitter": false, "wib": true, "gmt": true, "covid": true, "islam": true, "god": true, "tuhan": true, "allah": true, "i": true,
		"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "agu": true, "aug": true, "sep": true, "sept": true,
		"okt": true, "oct": true, "nov": true, "des": true, "dec": true, "photo": true, "foto": true, "file": true, "video": true, "getty": true,
		"mon": true, "tue": true, "wed": true, "thu": true, "fri": true, "sat": true, "sun": true, "et": true, "edt": true, "est": true, "pm": true}
	// quantities stand before the noun that counts.
	quantities = map[string]bool{"ribuan": true, "ratusan": true, "puluhan": true, "jutaan": true, "belasan": true, "sebagian": true, "miliaran": true,
		"hampir": true, "sekitar": true, "satu": true, "mayoritas": true, "sebagian besar": true, "dozens": true, "hundreds": true, "thousands": true, "millions": true}
	// speechWords are words of saying that follow a quotation and come before who
	// says it, which taggers take for nouns.
	speechWords = map[string]bool{"kata": true, "ujar": true, "ucap": true, "tutur": true, "cetus": true, "papar": true, "imbuh": true, "tegas": true,
		"ungkap": true, "jelas": true, "tulis": true, "lanjut": true, "tambah": true, "kilah": true, "tandas": true, "sambung": true, "seru": true,
		"pungkas": true, "tukas": true, "timpal": true, "beber": true, "sebut": true, "demikian": true, "terang": true, "menurut": true, "cuit": true}
)

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
			w.aside = !seats[tree.Words[i+2].Lower]
		}
	}
	for i := 2; i < len(l.cats); i++ { // "pro-Russian"
		if w := &l.cats[i]; (w.kind == kDemonym || w.kind == kPolity) && tree.Words[i-1].Lower == "-" && against[tree.Words[i-2].Lower] {
			w.kind, l.cats[i-1].kind, l.cats[i-2].kind = kAdj, kAdj, kAdj
		}
	}
	for i := 1; i+1 < len(l.cats) && l.lang&indonesian != 0; i++ { // "Kepala Manajemen PBB"
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
		if w.kind == kCap && i > 0 && l.cats[i-1].kind == kCap {
			w.lo = l.cats[i-1].lo
			for k := w.lo; k < int32(i); k++ {
				l.cats[k].hi = w.hi
			}
		}
	}
	return l.cats
}

// seats are participles that say where something is or whose it is.
var seats = map[string]bool{"based": true, "held": true, "controlled": true, "run": true, "occupied": true, "ruled": true, "administered": true, "born": true}

// against are prefixes that make a state's name say nothing of whose the thing is.
var against = map[string]bool{"pro": true, "anti": true, "non": true, "post": true, "pre": true}

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
	if i > 0 && l.cats[i-1].kind == kCap {
		*w = word{kind: kCap, lo: int32(i), hi: int32(i) + 1}
	}
	if i+1 < len(l.cats) {
		if n := &l.cats[i+1]; n.kind == kCap || n.kind == kPerson && n.name == nil {
			*w = word{kind: kCap, lo: int32(i), hi: int32(i) + 1}
		}
	}
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
	if f := l.knownByPart(sent, tw); f != nil {
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
	case m.part && against[strings.ToLower(before(tree.Words[i].Form, "-"))]:
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

// plainKind is the kind of a word that no table knows.
func (l *Linker) plainKind(sent int, tw *syntax.Word, i int32) wordKind {
	switch {
	case owners[tw.Lower]:
		return kOwner
	case tw.Lower == "'s" || tw.Lower == "’s" || (tw.Lower == "'" || tw.Lower == "’") && tw.POS == syntax.PART:
		return kPoss
	case demonstratives[tw.Lower] && tw.POS != syntax.SCONJ && tw.Feats&syntax.PronRel == 0:
		return kDem
	case tw.Lower == "kedua" && (i+1 >= int32(len(l.trees[sent].Words)) || l.scan.roleAt[l.trees[sent].Words[i+1].First] == 0):
		return kOther
	case determiners[tw.Lower] || tw.POS == syntax.DET:
		return kDet
	case calendar[tw.Lower] && capital(tw.Form):
		return kOther
	case quantities[tw.Lower]:
		return kNum
	case l.lang&indonesian != 0 && (speechWords[tw.Lower] || passiveForm(tw.Lower) && tw.First == l.text.Sentences[sent].First):
		return kOther
	case creeds[tw.Lower]:
		return kAdj
	case tw.Lower == "," || tw.Lower == "(" || tw.Lower == "-" || tw.Lower == "–" || tw.Lower == "—":
		return kComma
	}
	if l.unknownName(sent, tw) {
		return kCap
	}
	if ties[tw.Lower] && (tw.POS == syntax.ADP || tw.POS == syntax.PART || tw.POS == syntax.NOUN) {
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

// creeds are capitalised words that describe and never name.
var creeds = map[string]bool{"muslim": true, "buddha": true, "buddhist": true, "kristen": true, "katolik": true, "hindu": true, "arab": true,
	"sunni": true, "syiah": true, "shiite": true, "shia": true, "christian": true, "jewish": true, "yahudi": true, "western": true, "catholic": true,
	"european": true, "african": true, "asian": true, "islamic": true, "orthodox": true, "islamist": true, "nazi": true, "democratic": true,
	"republican": true, "selatan": true, "utara": true, "timur": true, "tengah": true, "daya": true, "tenggara": true, "communist": true, "barat": true, "eropa": false, "asia": false, "tamil": true, "bengali": true, "zionist": true}

// unknownName tells whether a word is (a part of) a name that nobody knows.
func (l *Linker) unknownName(sent int, tw *syntax.Word) bool {
	if tw.Join > 0 && tw.Count > 1 {
		return true
	}
	if !capital(tw.Form) || calendar[tw.Lower] || l.scan.writing[sent] == capitals {
		return false
	}
	if l.scan.writing[sent] != plain || l.afterMark(tw.First) || len(tw.Form) < 2 {
		return false
	}
	if tw.First == l.text.Sentences[sent].First {
		return tw.POS == syntax.PROPN && !commonStart[tw.Lower] && l.capitalAfter(sent, tw)
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

// commonStart are words that taggers take for names at the head of a sentence.
var commonStart = map[string]bool{"sementara": true, "meski": true, "namun": true, "menurut": true, "seperti": true, "the": true}

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
