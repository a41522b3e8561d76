package syntax

import (
	"bytes"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
	"sync"
)

//go:embed models
var models embed.FS

// Model holds the tagger and parser of a language. It does not change after it
// is loaded and may be shared.
type Model struct {
	tags  []jointTag
	amb   map[uint32]uint32 // hash of a form in lower case → which tags it may have
	known map[uint32]uint32 // the same → the one joint tag it has, 1-based
	words map[uint32]tagSet // tags of words that the treebanks hardly know
	tag   *table
	move  *moveTable
	rel   *table
	// domain is the treebank whose style the parser follows.
	domain uint32
}

// jointTag is a part of speech with its features.
type jointTag struct {
	POS   UPOS
	Feats Feat
}

const magic = 0x534b4d32 // "SKM2"

var loaded sync.Map // language → func() (*Model, error)

// Load decodes the embedded model of a language once. It fails for a language
// that has none.
func Load(lang string) (*Model, error) {
	once, _ := loaded.LoadOrStore(lang, sync.OnceValues(func() (*Model, error) {
		b, err := models.ReadFile("models/" + lang + ".model")
		if err != nil {
			return nil, fmt.Errorf("no model for language %q", lang)
		}
		m, err := decode(b)
		if err != nil {
			return nil, fmt.Errorf("model of language %q: %w", lang, err)
		}
		m.words, err = readWords(lang)
		return m, err
	}))
	return once.(func() (*Model, error))()
}

func decode(b []byte) (*Model, error) {
	c := &cursor{b: b}
	if c.uint32() != magic {
		return nil, errModel
	}
	m := &Model{domain: c.uint32()}
	for n := c.uint32(); n > 0 && c.err == nil && len(m.tags) <= 256; n-- {
		v := c.uint32()
		m.tags = append(m.tags, jointTag{UPOS(v & 0xff), Feat(v >> 8)})
	}
	if len(m.tags) == 0 || len(m.tags) > 256 {
		return nil, errModel
	}
	dict := c.uint32s(3 * int(c.uint32()))
	m.amb, m.known = make(map[uint32]uint32, len(dict)/3), make(map[uint32]uint32, len(dict)/6)
	for i := 0; i+2 < len(dict); i += 3 {
		m.amb[dict[i]] = dict[i+1]
		if k := dict[i+2]; k > uint32(len(m.tags)) {
			return nil, errModel
		} else if k != 0 {
			m.known[dict[i]] = k
		}
	}
	m.tag, m.move, m.rel = c.table(len(m.tags)), c.moveTable(), c.table(int(NumRels))
	return m, c.err
}

// encode writes the model in the form that decode reads.
func (m *Model) encode() ([]byte, error) {
	var w bytes.Buffer
	head := []uint32{magic, m.domain, uint32(len(m.tags))}
	for _, t := range m.tags {
		head = append(head, uint32(t.POS)|uint32(t.Feats)<<8)
	}
	forms := make([]uint32, 0, len(m.amb))
	for f := range m.amb {
		forms = append(forms, f)
	}
	sort.Slice(forms, func(i, j int) bool { return forms[i] < forms[j] })
	head = append(head, uint32(len(forms)))
	for _, f := range forms {
		head = append(head, f, m.amb[f], m.known[f])
	}
	if err := binary.Write(&w, binary.LittleEndian, head); err != nil {
		return nil, err
	}
	err := errors.Join(m.tag.write(&w), m.move.write(&w), m.rel.write(&w))
	return w.Bytes(), err
}
