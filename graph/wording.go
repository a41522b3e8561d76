package graph

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// The index tells by which words the sentences of a document are found, for each year in
// which it has statements:
//
//	index/all/2024  index/words  "q83vASNF…"  index/doc/x…
//
// It is a Bloom filter of their [Words], so that a document that lacks a word is passed over
// without a look at its sentences, while lists of each word would have as many quads again as
// the rest of the index. Stores before format 5 have none ([View.Wordings]).
const ofWords = quad.IRI(indexPrefix + "words")

const (
	// wordBits are the bits for each word and wordProbes those that one sets: three
	// documents in a thousand are taken for one that has a word which they lack.
	wordBits, wordProbes = 12, 8
	// maxWordBits are those of a document, however long: one of many more words passes.
	maxWordBits = 1 << 17
)

// wording is a Bloom filter of words.
type wording []byte

// newWording is that of words with these hashes.
func newWording(hashes []uint64) wording {
	n := (min(len(hashes)*wordBits, maxWordBits) + 7) / 8
	w := make(wording, (n+2)/3*3) // base64 has three bytes in four letters
	for _, h := range hashes {
		for i := range wordProbes {
			at := w.bit(h, i)
			w[at/8] |= 1 << (at % 8)
		}
	}
	return w
}

// hashWord is FNV-1a in 64 bits, spread over the upper half as well (the last step of
// MurmurHash3), since short words differ in the lower bits.
func hashWord(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return h
}

// bit is the bit of one probe of a word: two halves of its hash make all of them (Kirsch and
// Mitzenmacher, Less Hashing, Same Performance).
func (w wording) bit(hash uint64, probe int) uint64 {
	return (hash&0xffffffff + uint64(probe)*(hash>>32)) % uint64(len(w)*8)
}

// may tells whether words with these hashes may all be there.
func (w wording) may(hashes []uint64) bool {
	if len(w) == 0 {
		return true
	}
	for _, h := range hashes {
		for i := range wordProbes {
			if at := w.bit(h, i); w[at/8]&(1<<(at%8)) == 0 {
				return false
			}
		}
	}
	return true
}

func (w wording) value() quad.Value {
	return quad.String(base64.RawURLEncoding.EncodeToString(w))
}

// readWording reads what value gave, into room that is there; nothing of another value.
func readWording(room wording, x quad.Value) wording {
	text, _ := x.(quad.String)
	w, err := base64.RawURLEncoding.AppendDecode(room[:0], []byte(text))
	if err != nil {
		return w[:0]
	}
	return w
}

// yearlyWords are the hashes of the words of sentences, by the years of their statements.
type yearlyWords map[int][]uint64

func (y yearlyWords) add(year int, sentence string) {
	of := y[year]
	for w := range words(sentence) {
		of = append(of, hashWord(w))
	}
	y[year] = of
}

// wordingQuads are those of a document whose sentences have these words.
func wordingQuads(doc schema.IRI, words yearlyWords) []quad.Quad {
	var out []quad.Quad
	for _, year := range slices.Sorted(maps.Keys(words)) {
		of := words[year]
		slices.Sort(of)
		if of = slices.Compact(of); len(of) > 0 {
			out = append(out, quad.Quad{Subject: bucket(KeyAll, year), Predicate: ofWords, Object: newWording(of).value(), Label: indexLabel(doc)})
		}
	}
	return out
}

// wordingQuad tells whether a quad is one of these.
func wordingQuad(q quad.Quad) bool { return q.Predicate == ofWords }

// Wordings tells whether the index has the words of the sentences of all documents.
func (v *View) Wordings() bool { return v.format >= wordingFormat }

// AboutWorded is about how many documents [View.Worded] looks at.
func (v *View) AboutWorded(year int) (int64, error) {
	of, err := v.wordings(year)
	if err != nil || of == (layout.Quad{}) {
		return 0, err
	}
	return v.db.about(layout.SPOL, of, 2)
}

// Worded lists the documents whose sentences of a year may have all the words, which are as
// [Words] gives them: by the Graph of their postings, in order. A few have not.
func (v *View) Worded(ctx context.Context, year int, words []string) ([]uint64, error) {
	of, err := v.wordings(year)
	if err != nil || of == (layout.Quad{}) {
		return nil, err
	}
	r := &wordedReader{v: v, lacking: make(map[uint64]bool)}
	for _, w := range words {
		r.hashes = append(r.hashes, hashWord(w))
	}
	const batch = 4096
	err = v.db.scan(layout.SPOL, of, 2, layout.Quad{}, func(_ uint64, q layout.Quad) bool {
		if r.batch = append(r.batch, q); len(r.batch) >= batch {
			r.flush(ctx)
		}
		return r.err == nil
	})
	if err == nil {
		r.flush(ctx)
	}
	if err = errors.Join(err, r.err); err != nil {
		return nil, fmt.Errorf("read words of %d: %w", year, err)
	}
	slices.Sort(r.graphs)
	return r.graphs, nil
}

// wordings is what the quads of a year begin with, nothing for a year that has none.
func (v *View) wordings(year int) (of layout.Quad, err error) {
	if v.err != nil {
		return of, v.err
	}
	y, err := v.node(bucket(KeyAll, year))
	if err != nil || y == 0 {
		return of, err
	}
	p, err := v.node(ofWords)
	if err != nil || p == 0 {
		return of, err
	}
	return layout.Quad{y, p}, nil
}

// wordedReader chooses documents, many at a time.
type wordedReader struct {
	v       *View
	hashes  []uint64
	batch   []layout.Quad
	ids     []uint64
	lacking map[uint64]bool // of a batch, by the numbers of their words; what is not there may say anything
	room    wording
	graphs  []uint64
	err     error
}

func (r *wordedReader) flush(ctx context.Context) {
	if r.err = ctx.Err(); r.err != nil {
		return
	}
	r.ids = r.ids[:0]
	for _, q := range r.batch {
		r.ids = append(r.ids, q[2])
	}
	slices.Sort(r.ids)
	clear(r.lacking)
	r.err = r.v.db.values(slices.Compact(r.ids), func(id uint64, x quad.Value) {
		if r.room = readWording(r.room, x); !r.room.may(r.hashes) {
			r.lacking[id] = true
		}
	})
	for _, q := range r.batch {
		if !r.lacking[q[2]] {
			r.graphs = append(r.graphs, q[3])
		}
	}
	r.batch = r.batch[:0]
}
