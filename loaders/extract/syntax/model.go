package syntax

import (
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"
)

//go:embed models/*.model models/NOTICE
var models embed.FS

// Model holds the tagger and parser of a language. It does not change after it
// is loaded and may be shared.
type Model struct {
	// listed are the tags of the word list, by hash of a form in lower case.
	listed map[uint32]tagSet
	tags   []jointTag
	words  map[uint32]wordInfo // by hash of the form in lower case
	tag    *rows
	guide  *moves
	move   *moves
	rel    *rows
	domain uint32 // the treebank whose style the parser follows
}

// jointTag is a part of speech with its features.
type jointTag struct {
	POS   UPOS
	Feats Feat
}

// wordInfo is what training knows of a form.
type wordInfo struct {
	amb   uint32 // which tags it may have, or 0 for a rare word
	known uint8  // the one joint tag it has, 1-based, or 0
}

const magic = 0x334b5353 // "SSK3"

var loaded sync.Map // language → func() (*Model, error)

// Load decodes the embedded model of a language, once. It fails for a language
// that has none.
func Load(lang string) (*Model, error) {
	once, _ := loaded.LoadOrStore(lang, sync.OnceValues(func() (*Model, error) {
		b, err := models.ReadFile("models/" + lang + ".model")
		if err != nil {
			return nil, fmt.Errorf("no model for language %q", lang)
		}
		m, err := Decode(b)
		if err != nil {
			return nil, fmt.Errorf("model of language %q: %w", lang, err)
		}
		m.listed, err = readWords(lang)
		return m, err
	}))
	return once.(func() (*Model, error))()
}

// WithDomain is the same model, following the style of another treebank: the
// number of its file in the order in which training read them.
func (m *Model) WithDomain(d int) *Model {
	c := *m
	c.domain = uint32(d)
	return &c
}

// Decode reads a model from the bytes that Train makes.
func Decode(b []byte) (*Model, error) {
	c := &cursor{b: b}
	if c.uint32() != magic {
		return nil, errModel
	}
	m := &Model{domain: c.uint32()}
	for n := c.count(4); n > 0; n-- {
		v := c.uint32()
		m.tags = append(m.tags, jointTag{UPOS(v & 0xff), Feat(v >> 8)})
	}
	ambs := make([]uint32, c.count(4))
	for i := range ambs {
		ambs[i] = c.uint32()
	}
	n := c.count(7)
	m.words = make(map[uint32]wordInfo, n)
	for _, rec := range c.records(n, 7) {
		amb := int(binary.LittleEndian.Uint16(rec[4:]))
		if amb >= len(ambs) || int(rec[6]) > len(m.tags) {
			return nil, errModel
		}
		m.words[binary.LittleEndian.Uint32(rec)] = wordInfo{ambs[amb], rec[6]}
	}
	m.tag, m.guide, m.move, m.rel = c.rows(), c.moves(), c.moves(), c.rows()
	if c.err == nil && len(m.tags) == 0 {
		c.err = errModel
	}
	return m, c.err
}

// frozen is a trained model before it is packed: the tables in file form.
type frozen struct {
	*Model
	tagTable, guideTable, moveTable, relTable []byte
}

// encode writes the model in the form that Decode reads.
func (m *frozen) encode() []byte {
	le := binary.LittleEndian
	b := le.AppendUint32(nil, magic)
	b = le.AppendUint32(b, m.domain)
	b = le.AppendUint32(b, uint32(len(m.tags)))
	for _, t := range m.tags {
		b = le.AppendUint32(b, uint32(t.POS)|uint32(t.Feats)<<8)
	}
	forms, ambs, number := make([]uint32, 0, len(m.words)), []uint32{0}, map[uint32]int{0: 0}
	for f := range m.words {
		forms = append(forms, f)
	}
	slices.Sort(forms)
	for _, f := range forms {
		if a := m.words[f].amb; number[a] == 0 && a != 0 {
			number[a] = len(ambs)
			ambs = append(ambs, a)
		}
	}
	b = le.AppendUint32(b, uint32(len(ambs)))
	for _, a := range ambs {
		b = le.AppendUint32(b, a)
	}
	b = le.AppendUint32(b, uint32(len(forms)))
	for _, f := range forms {
		w := m.words[f]
		b = le.AppendUint32(b, f)
		b = le.AppendUint16(b, uint16(number[w.amb]))
		b = append(b, w.known)
	}
	return slices.Concat(b, m.tagTable, m.guideTable, m.moveTable, m.relTable)
}

var errModel = errors.New("model file is cut short or of another version")

// cursor reads little-endian values from bytes. After the first error it gives zeros.
type cursor struct {
	b   []byte
	err error
}

func (c *cursor) take(n int) []byte {
	if c.err != nil || n < 0 || n > len(c.b) {
		c.err = errModel
		return nil
	}
	b := c.b[:n]
	c.b = c.b[n:]
	return b
}

func (c *cursor) uint32() uint32 {
	if b := c.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (c *cursor) byte() byte {
	if b := c.take(1); b != nil {
		return b[0]
	}
	return 0
}

// count reads how many things of at least size bytes follow; it is 0 when so
// many cannot.
func (c *cursor) count(size int) int {
	n := int(c.uint32())
	if n*size > len(c.b) {
		c.err = errModel
	}
	if c.err != nil {
		return 0
	}
	return n
}

// records are the next n records of some size.
func (c *cursor) records(n, size int) [][]byte {
	b := c.take(n * size)
	out := make([][]byte, 0, n)
	for ; len(b) >= size && size > 0; b = b[size:] {
		out = append(out, b[:size])
	}
	return out
}
