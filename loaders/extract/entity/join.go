package entity

import (
	"saksi/loaders/extract/syntax"
	"saksi/seeds"
)

// joinsLeft tells whether word j, right before the phrase [a,b), belongs to it.
func (l *Linker) joinsLeft(sent int, ws []word, j, a, b int32) bool {
	w, next := &ws[j], solid(ws, a, 1)
	if w.kind == kAside {
		return true
	}
	tied := l.tied(sent, j, a, b)
	switch w.kind {
	case kDet, kNum, kOwner:
		return nominal(next.kind) || w.kind == kDet && next.kind == kDet
	case kAdj:
		return nominal(next.kind) && (l.lang&english != 0 || tied || j > 0 && ws[j-1].kind == kRole && (next.kind == kPolity || next.kind == kOrg))
	case kTitle, kFormer:
		return nominal(next.kind)
	case kVerb:
		return tied && l.lang&english != 0 && nominal(next.kind) && l.trees[sent].Words[j].Rel == syntax.Amod
	case kPoss:
		return nominal(next.kind) && j > 0 && (nominal(ws[j-1].kind))
	case kNoun:
		return tied && nominal(next.kind)
	}
	if l.lang&english != 0 {
		return joinsLeftEnglish(w, next, tied)
	}
	return l.joinsLeftIndonesian(ws, w, next, j, tied)
}

// solid is the first word from i on, in the direction of step, that is no short
// name in brackets.
func solid(ws []word, i, step int32) *word {
	for k := i; k >= 0 && int(k) < len(ws); k += step {
		if ws[k].kind != kAside {
			return &ws[k]
		}
	}
	return &ws[i]
}

func joinsLeftEnglish(w, next *word, tied bool) bool {
	if next.kind == kPoss {
		return nominal(w.kind)
	}
	switch w.kind {
	case kDemonym:
		return nominal(next.kind)
	case kRole:
		switch next.kind {
		case kPerson, kCap, kTitle:
			return namedByRole(w.role) || tied
		case kRole:
			return true
		}
		return tied && nominal(next.kind)
	case kPolity, kOrg, kPlace:
		switch next.kind {
		case kRole:
			return tied || next.role.Class != seeds.Crowd || w.kind == kOrg
		case kFormer:
			return true
		case kNoun, kAdj, kNum:
			return tied
		case kPerson, kCap:
			return tied && w.kind != kPolity
		}
	case kPerson:
		return next.kind == kRole && (tied || next.role.Class == seeds.Organ || next.role.Class == seeds.Spokes) || next.kind == kNoun && tied
	case kPeople:
		return tied && (next.kind == kRole || next.kind == kNoun)
	case kCap:
		return next.kind == kCap || tied && (next.kind == kRole || next.kind == kNoun || next.kind == kPerson)
	}
	return false
}

func (l *Linker) joinsLeftIndonesian(ws []word, w, next *word, j int32, tied bool) bool {
	switch w.kind {
	case kRole:
		switch next.kind {
		case kPerson, kCap, kTitle, kFormer:
			return namedByRole(w.role) || tied
		case kPolity, kOrg, kPlace, kDemonym, kPeople, kRole:
			return true
		case kAdj:
			if int(next.hi) < len(ws) && (ws[next.hi].kind == kPolity || ws[next.hi].kind == kOrg) {
				return true
			}
		}
		return tied && nominal(next.kind)
	case kPolity, kOrg, kPlace:
		return (next.kind == kPerson || next.kind == kCap || next.kind == kTitle || next.kind == kRole && next.role.Class == seeds.Rank) && roleChain(ws, w.lo)
	case kPerson:
		return (next.kind == kPerson || next.kind == kCap) && w.lo > 0 && ws[w.lo-1].kind == kRole && ws[w.lo-1].role.Class == seeds.Spokes
	case kCap:
		return next.kind == kCap
	case kDemonym:
		return nominal(next.kind) && tied
	}
	return false
}

// roleChain tells whether the roles right before word i hold one that a name may
// follow ("juru bicara Kedutaan Besar AS Dana Holt"). A field may stand behind a role
// ("juru bicara keamanan nasional Gedung Putih Dana Holt").
func roleChain(ws []word, i int32) bool {
	const field = 3 // words
	for i, nouns := i-1, 0; i >= 0; i-- {
		switch ws[i].kind {
		case kRole:
			if namedByRole(ws[i].role) {
				return true
			}
		case kNoun:
			if nouns++; nouns > field {
				return false
			}
		case kAdj, kAside:
		default:
			return false
		}
	}
	return false
}

// namedByRole tells whether a name may follow the role without a comma.
func namedByRole(r *seeds.Role) bool {
	switch r.Class {
	case seeds.Office, seeds.Rank, seeds.Spokes, seeds.OwnVoice, seeds.Title, seeds.Crowd, seeds.Former, seeds.Officials:
		return true
	}
	return false
}

// joinsRight tells whether word j, right after the phrase [a,b), belongs to it.
func (l *Linker) joinsRight(sent int, ws []word, j, a, b int32) bool {
	w, last := &ws[j], solid(ws, b-1, -1)
	if w.kind == kAside {
		return true
	}
	tied := l.tied(sent, j, a, b)
	if last.kind == kDem && last.lo > a && l.lang&indonesian != 0 {
		return false
	}
	if w.kind == kDem {
		return l.lang&english == 0 && nominal(last.kind) && l.describes(ws, a, b)
	}
	if last.kind == kDem && l.lang&english == 0 {
		return false
	}
	if last.kind == kDet || last.kind == kOwner || last.kind == kDem || last.kind == kPoss {
		return nominal(w.kind) || w.kind == kDet && last.kind == kDet
	}
	if l.lang&english != 0 {
		return joinsRightEnglish(w, last, tied)
	}
	return l.joinsRightIndonesian(sent, ws, j, w, last, tied)
}

// describes tells whether [a,b) holds a role or noun that a demonstrative may
// close ("pejabat Suriah itu"), and doesn't end with a person's name.
func (l *Linker) describes(ws []word, a, b int32) bool {
	if k := ws[b-1].kind; k == kPerson || k == kCap {
		return false
	}
	for k := a; k < b; k++ {
		if ws[k].kind == kRole || ws[k].kind == kNoun {
			return true
		}
	}
	return false
}

func joinsRightEnglish(w, last *word, tied bool) bool {
	switch w.kind {
	case kPoss:
		return nominal(last.kind)
	case kRole:
		switch last.kind {
		case kPolity, kOrg, kDemonym, kAdj, kNum, kFormer, kRole, kPlace:
			return true
		case kPerson:
			return tied || w.role.Class == seeds.Organ
		}
		return tied
	case kPerson, kTitle:
		return last.kind == kTitle || last.kind == kFormer || last.kind == kRole && (namedByRole(last.role) || last.role.Class == seeds.Polity && tied) || last.kind == kAdj && tied
	case kCap:
		switch last.kind {
		case kCap, kTitle:
			return true
		case kRole:
			return namedByRole(last.role)
		case kPerson, kPlace, kOrg:
			return tied
		}
		return last.kind == kDemonym && tied
	case kNoun:
		return tied || last.kind == kDemonym || last.kind == kAdj
	case kOrg:
		if last.kind == kRole && (last.role.Class == seeds.Group || last.role.Class == seeds.Crowd) {
			return true // "the rebel group Jaish al-Islam"
		}
		return tied && last.kind != kPerson
	case kAdj, kNum, kPolity, kDemonym, kPlace:
		return tied && last.kind != kPerson
	case kFormer:
		return last.kind == kDemonym || last.kind == kAdj || last.kind == kPolity
	}
	return false
}

func (l *Linker) joinsRightIndonesian(sent int, ws []word, j int32, w, last *word, tied bool) bool {
	switch w.kind {
	case kRole:
		switch last.kind {
		case kRole, kFormer, kTitle, kNum:
			return true
		case kPolity, kOrg:
			return w.role.Class == seeds.Rank && roleChain(ws, last.lo) // "panglima militer Filipina Jenderal X"
		case kAdj:
			return l.double(sent, last.lo)
		}
		return tied && last.kind == kNoun
	case kPolity, kOrg, kPlace, kPeople, kDemonym:
		switch last.kind {
		case kRole:
			return true
		case kAdj:
			return tied || last.lo > 0 && ws[last.lo-1].kind == kRole
		case kNoun, kFormer:
			return tied
		}
	case kPerson, kTitle, kCap:
		switch last.kind {
		case kTitle, kFormer:
			return true
		case kRole:
			return namedByRole(last.role) || tied
		case kPolity, kOrg, kPlace:
			return roleChain(ws, last.lo)
		case kPerson:
			return last.lo > 0 && ws[last.lo-1].kind == kRole && ws[last.lo-1].role.Class == seeds.Spokes
		case kCap:
			return w.kind == kCap
		case kNoun:
			return tied
		}
	case kNoun, kAdj:
		if last.kind == kRole && l.double(sent, j) {
			return true // "Perdana Menteri sekaligus Menteri Luar Negeri"
		}
		if w.kind == kAdj && last.kind == kRole && int(j)+1 < len(ws) && (ws[j+1].kind == kPolity || ws[j+1].kind == kOrg) {
			return true // "pemimpin nasional Myanmar"
		}
		return tied && last.kind != kPerson && last.kind != kPolity && last.kind != kOrg && last.kind != kPlace
	}
	return false
}

// double tells whether word i joins two offices of one person.
func (l *Linker) double(sent int, i int32) bool { return in(l.trees[sent].Words[i].Lower, isDouble) }

// tied tells whether the tree hangs word j on a word of [a,b), or one of those
// on j, as part of a noun phrase.
func (l *Linker) tied(sent int, j, a, b int32) bool {
	t := l.trees[sent]
	if h := t.Words[j].Head; h >= a && h < b && nominalRel(t.Words[j].Rel) {
		return true
	}
	for k := a; k < b; k++ {
		if h := t.Words[k].Head; nominalRel(t.Words[k].Rel) && (h == j || h >= 0 && (h < j && j < a || j < h && j >= b) && l.unbroken(h, j)) {
			return true
		}
	}
	return false
}

// unbroken tells whether only words that noun phrases consist of stand from word
// a to word b.
func (l *Linker) unbroken(a, b int32) bool {
	a, b = min(a, b), max(a, b)
	if b-a > 6 {
		return false
	}
	for k := a; k <= b; k++ {
		if kind := l.cats[k].kind; !nominal(kind) && kind != kPoss {
			return false
		}
	}
	return true
}

func nominalRel(r syntax.Rel) bool {
	switch r {
	case syntax.Compound, syntax.CompoundA, syntax.Nmod, syntax.NmodPoss, syntax.NmodDesc, syntax.NmodUnmarked, syntax.NmodLmod, syntax.NmodTmod,
		syntax.Amod, syntax.Flat, syntax.FlatName, syntax.FlatForeign, syntax.Det, syntax.Nummod, syntax.Appos, syntax.Fixed, syntax.Clf,
		syntax.DetPredet, syntax.Goeswith:
		return true
	}
	return false
}
