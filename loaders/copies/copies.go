// Package copies finds documents that carry nearly the same text, such as one
// agency report in twenty papers, so that their number is not taken for that of
// independent sources.
//
//	“Iran membantah tuduhan itu, kata juru bicaranya.” in two papers, one of which
//	adds a line of its own: the later one is a copy of the earlier.
//
// A text is put down as the set of its runs of four words; two texts are copies
// when most of these are the same. The sets are compared by one-permutation
// MinHash (Li, Owen and Zhang 2012), found by bands of it.
//
// Invariant: what is found depends on the order of the documents only.
package copies

import (
	"hash/fnv"
	"math/bits"
	"strings"
	"unicode"

	"saksi/schema"
)

const (
	bins     = 32 // of a signature
	bandSize = 4  // bins that must be the same for two texts to be compared
	run      = 4  // words
	// least is how many words a text must have: short ones are alike by chance.
	least = 40
	// alike is how many bins of two copies are the same: about 0.7 of the runs.
	alike = 22
	// window is how many documents are remembered. Copies appear within days.
	window = 1 << 20
)

// Signature stands for a text. The zero Signature is of no text.
type Signature [bins]uint16

// Sign makes the signature of a text; it is false for a text that is too short.
func Sign(text string) (Signature, bool) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var s Signature
	if len(words) < least {
		return s, false
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		h := fnv.New64a()
		_, _ = h.Write([]byte(w))
		hashes[i] = h.Sum64()
	}
	var smallest [bins]uint64
	var filled [bins]bool
	for i := 0; i+run <= len(hashes); i++ {
		h := uint64(0)
		for _, w := range hashes[i : i+run] {
			h = mix(bits.RotateLeft64(h, 17) ^ w)
		}
		b := h >> 59 // the first five bits choose the bin
		if h &= 1<<59 - 1; !filled[b] || h < smallest[b] {
			smallest[b], filled[b] = h, true
		}
	}
	for b := range s {
		from := b
		for step := 1; !filled[from]; step++ { // an empty bin borrows from the next full one
			from = (b + step) % bins
		}
		s[b] = uint16(smallest[from] >> 8)
	}
	return s, true
}

// mix spreads the bits of a number (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Index remembers documents by their signatures. It is not for concurrent use.
type Index struct {
	docs  []entry // a ring of the last ones
	next  int
	bands [bins / bandSize]map[uint64]int32 // the latest document with that band
}

type entry struct {
	doc schema.IRI
	sig Signature
}

// NewIndex makes an empty index.
func NewIndex() *Index {
	x := &Index{}
	for i := range x.bands {
		x.bands[i] = map[uint64]int32{}
	}
	return x
}

// Add remembers a document, and gives the earlier one that it is a copy of, or "".
// A copy of a copy is one of the first. A document that comes again is not a copy
// of itself.
func (x *Index) Add(doc schema.IRI, s Signature) (of schema.IRI) {
	best := alike - 1
	for i := range x.bands {
		at, ok := x.bands[i][s.band(i)]
		if !ok {
			continue
		}
		e := &x.docs[at]
		if e.doc == doc {
			return ""
		}
		if n := same(&e.sig, &s); n > best {
			best, of = n, e.doc
		}
	}
	if of == "" {
		x.remember(entry{doc, s})
	}
	return of
}

func (x *Index) remember(e entry) {
	at := x.next
	if x.next = (x.next + 1) % window; len(x.docs) < window {
		x.docs = append(x.docs, e)
	} else {
		old := x.docs[at]
		for i := range x.bands {
			if k := old.sig.band(i); x.bands[i][k] == int32(at) {
				delete(x.bands[i], k)
			}
		}
		x.docs[at] = e
	}
	for i := range x.bands {
		x.bands[i][e.sig.band(i)] = int32(at)
	}
}

func (s *Signature) band(i int) uint64 {
	var k uint64
	for _, v := range s[i*bandSize : (i+1)*bandSize] {
		k = k<<16 | uint64(v)
	}
	return k
}

func same(a, b *Signature) int {
	n := 0
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}
