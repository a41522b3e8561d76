package entity

import (
	"strings"

	"saksi/seeds"
)

// phrase is a noun phrase around a word: words [a,b) of the tree. The part that
// names ends at core; a prepositional tie ("of Iran", "untuk PBB") runs from
// core to tail, and an apposed name from tail to b.
type phrase struct {
	a, core, tail, b int32
}

// maxPhrase bounds the words of a phrase.
const maxPhrase = 24

// phraseAt is the noun phrase that word i stands in, by the tree and by what
// stands next to each other.
func (l *Linker) phraseAt(sent int, i int32) phrase {
	ws := l.look(sent)
	p := phrase{a: ws[i].lo, b: ws[i].hi}
	for grown := true; grown && p.b-p.a < maxPhrase; {
		grown = false
		if p.a > 0 && !l.broken(sent, p.a) && l.joinsLeft(sent, ws, p.a-1, p.a, p.b) {
			p.a = ws[p.a-1].lo
			grown = true
		}
		if int(p.b) < len(ws) && !l.broken(sent, p.b) && l.joinsRight(sent, ws, p.b, p.a, p.b) {
			p.b = ws[p.b].hi
			grown = true
		}
	}
	for p.b-1 > i && ws[p.b-1].kind == kAside {
		p.b--
	}
	// an owner must own something
	for p.b-1 > p.a && (ws[p.b-1].kind == kPoss) && p.b-1 > i {
		p.b--
	}
	p.core, p.tail = p.b, p.b
	if end := l.tie(sent, ws, p); end > p.b {
		p.tail, p.b = end, end
	}
	if end := l.apposedName(ws, p); end > p.b {
		p.b = end
	} else if p.tail > p.core && l.lang&english == 0 && int(p.b) < len(ws) && (ws[p.b].kind == kPerson || ws[p.b].kind == kCap) && l.nameIn(ws, &phrase{p.a, p.core, p.core, p.core}) < 0 {
		p.b = ws[p.b].hi // "Duta Besar Iran untuk PBB Amir Saeid Iravani"
	}
	return p
}

// broken tells whether a line ends before word i: no phrase runs on over it.
func (l *Linker) broken(sent int, i int32) bool {
	t := l.trees[sent]
	return i > 0 && int(i) < len(t.Words) && strings.IndexByte(l.text.Source[t.Words[i-1].End:t.Words[i].Start], '\n') >= 0
}

// tie is the end of a prepositional phrase after a role that says whom it serves
// ("spokesman for the Iranian foreign ministry", "dubes Korut untuk PBB"), or p.b.
func (l *Linker) tie(sent int, ws []word, p phrase) int32 {
	j := p.b
	if int(j)+1 >= len(ws) || ws[j].kind != kPrep {
		return p.b
	}
	if l.nameIn(ws, &phrase{p.a, p.b, p.b, p.b}) >= 0 {
		if next := &ws[j+1]; l.trees[sent].Words[j].Lower == "of" && next.kind == kPolity {
			return next.hi // "Omar al-Bashir of Sudan"
		}
		return p.b
	}
	role := l.lastRole(ws, p.a, p.b)
	if role == nil || !tieAllowed(role, l.trees[sent].Words[j].Lower) {
		return p.b
	}
	end := j + 1
	known := false
	for int(end) < len(ws) && end-j < 12 {
		switch w := &ws[end]; w.kind {
		case kPerson:
			if known && l.lang&english == 0 {
				return end // who holds the office
			}
			known = true
			end = w.hi
		case kPolity, kOrg, kDemonym, kPlace, kPeople:
			known = true
			end = w.hi
		case kRole:
			known = known || w.role.Class == seeds.Organ || w.role.Class == seeds.Group
			end = w.hi
		case kDet, kAdj, kNoun, kPoss, kNum, kCap, kOwner, kDem, kTitle, kFormer:
			if (w.kind == kNoun || w.kind == kCap) && known && l.lang&english == 0 {
				return end
			}
			end = w.hi
		case kPrep:
			if l.trees[sent].Words[end].Lower != "of" {
				return tieEnd(known, p.b, end)
			}
			end++
		default:
			return tieEnd(known, p.b, end)
		}
	}
	return tieEnd(known, p.b, end)
}

func tieEnd(known bool, without, with int32) int32 {
	if known {
		return with
	}
	return without
}

// tieAllowed tells whether the preposition says whom a role serves.
func tieAllowed(r *seeds.Role, prep string) bool {
	switch r.Class {
	case seeds.Office, seeds.Spokes, seeds.Rank, seeds.OwnVoice:
		return prep != "with" && prep != "ke" && prep != "pada" || prep == "pada"
	case seeds.Organ, seeds.Officials:
		seated := r.Class == seeds.Organ && r.Key != "army" && r.Key != "embassy"
		return prep == "of" || prep == "from" || prep == "dari" || seated && (prep == "in" || prep == "di")
	case seeds.Crowd:
		return prep == "of" || prep == "from" || prep == "at" || prep == "in" || prep == "dari" || prep == "di"
	}
	return false
}

// lastRole is the role that heads [a,b): the last of an English phrase, the first
// of an Indonesian one.
func (l *Linker) lastRole(ws []word, a, b int32) *seeds.Role {
	if l.lang&english == 0 {
		for k := a; k < b; k++ {
			if ws[k].kind == kRole {
				return ws[k].role
			}
		}
		return nil
	}
	for k := b - 1; k >= a; k-- {
		switch ws[k].kind {
		case kRole:
			return ws[k].role
		case kPoss, kPerson:
			return nil
		}
	}
	return nil
}

// apposedName is the end of a name after a comma that says who holds the role of
// the phrase ("the Russian foreign minister, Sergei Lavrov,"), or p.b.
func (l *Linker) apposedName(ws []word, p phrase) int32 {
	j := p.b
	if int(j)+1 >= len(ws) || ws[j].kind != kComma {
		return p.b
	}
	role := l.lastRole(ws, p.a, p.core)
	if role == nil || !namedByRole(role) || role.Class == seeds.Crowd {
		return p.b
	}
	for k := p.a; k < p.b; k++ {
		if owns := int(ws[k].hi) < len(ws) && ws[ws[k].hi].kind == kPoss; !owns && (ws[k].kind == kPerson || ws[k].kind == kCap && ws[k].hi-ws[k].lo > 1) {
			return p.b
		}
	}
	end := j + 1
	for int(end) < len(ws) && ws[end].kind == kTitle {
		end = ws[end].hi
	}
	if int(end) >= len(ws) {
		return p.b
	}
	switch w := &ws[end]; {
	case w.kind == kPerson:
		end = w.hi
	case w.kind == kCap && (w.hi-w.lo > 1 || l.trees[l.catSent].Words[end].Count > 1):
		end = w.hi
	default:
		return p.b
	}
	if int(end) < len(ws) && (ws[end].kind == kPoss || nominal(ws[end].kind) && ws[end].kind != kNoun && ws[end].kind != kNum && ws[end].kind != kAdj) {
		return p.b
	}
	return end
}
