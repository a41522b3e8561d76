package segment

import "strings"

const (
	maxAbbreviation = 15 // bytes without the full stop
	maxAffix        = 24 // bytes of the part of a word before a hyphen
	maxHost         = 64 // bytes of a word from which clitics are split
)

// add appends the token w, which starts at offset i, its clitic split off.
func (t *tokenizer) add(w string, i int, glued bool) {
	c := w[0]
	if classes[c] != letterByte && classes[c] != digitByte && c < 0x80 {
		t.append(i, len(w), glued, glued && c == '\'' && len(w) > 1 && classes[w[1]] == letterByte)
		return
	}
	n := t.clitic(w)
	if n == 0 {
		t.append(i, len(w), glued, glued && t.standsAlone(w))
		return
	}
	t.append(i, len(w)-n, glued, false)
	t.append(i+len(w)-n, n, true, true)
}

func (t *tokenizer) append(i, n int, glued, clitic bool) {
	t.out = append(t.out, Token{Start: int32(i), End: int32(i + n), Glued: glued, Clitic: clitic})
}

// standsAlone tells whether w, which touches the token before, is a clitic that a
// hyphen or a mark cuts off: KPK-nya, U.S.’s.
func (t *tokenizer) standsAlone(w string) bool {
	if strings.HasPrefix(w, "’") {
		return len(w) > len("’") && letterAt(w[len("’"):])
	}
	if len(w) > 3 {
		return false
	}
	var buf [4]byte
	low := asciiLower(buf[:], w)
	for _, c := range t.lang.enclitics {
		if c.form == string(low) && !(c.hosts && upperAt(w)) {
			return true
		}
	}
	return false
}

// clitic is the length of the clitic at the end of w, 0 for none.
func (t *tokenizer) clitic(w string) int {
	if len(w) < 3 || len(w) > maxHost || t.lang.enclitics == nil {
		return 0
	}
	var buf [maxHost]byte
	low := asciiLower(buf[:], w)
	if n := t.lang.split[string(low)]; n > 0 {
		return n
	}
	for i := range t.lang.enclitics {
		e := &t.lang.enclitics[i]
		n := e.suffix(low)
		if n == 0 || len(low)-n < e.least {
			continue
		}
		stem := low[:len(low)-n]
		if t.lang.whole[string(low)] || e.hosts && !t.lang.host(stem) {
			return 0
		}
		return n
	}
	return 0
}

// enclitic is a word that is written to the one before it.
type enclitic struct {
	form  string
	hosts bool // split from hosts and words of their shape only
	least int  // bytes of the shortest stem
}

// suffix is the length of the enclitic at the end of w, or 0. Both apostrophes
// will do.
func (e *enclitic) suffix(w []byte) int {
	f := e.form
	if w[len(w)-1] != f[len(f)-1] {
		return 0
	}
	j := len(w)
	for i := len(f) - 1; i >= 0; i-- {
		switch {
		case j > 0 && w[j-1] == f[i]:
			j--
		case f[i] == '\'' && j > 3 && string(w[j-3:j]) == "’":
			j -= 3
		default:
			return 0
		}
	}
	return len(w) - j
}

// host tells whether a clitic that few words take is split from the stem: a word
// of the list, or one of a verb's or noun's shape (di-bunuh, kesalah-an).
func (l *language) host(stem []byte) bool {
	if l.hosts[string(stem)] {
		return true
	}
	if len(stem) < 5 {
		return false
	}
	for _, a := range l.affixes {
		head, tail, _ := strings.Cut(a, "-")
		if strings.HasPrefix(string(stem), head) && strings.HasSuffix(string(stem), tail) {
			return true
		}
	}
	return false
}
