package syntax

import (
	"bytes"
	"embed"
	"encoding/binary"
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
	tag   *table
	move  *table
	rel   *table
	// domain is the treebank whose style the parser follows.
	domain uint32
}

// jointTag is a part of speech with its features.
type jointTag struct {
	POS   UPOS
	Feats Feat
}

const magic = 0x534b4d31 // "SKM1"

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
		return m, nil
	}))
	return once.(func() (*Model, error))()
}

func decode(b []byte) (*Model, error) {
	c := &cursor{b: b}
	if c.uint32() != magic {
		return nil, errModel
	}
	m := &Model{domain: c.uint32()}
	for n := c.uint32(); n > 0 && c.err == nil; n-- {
		v := c.uint32()
		m.tags = append(m.tags, jointTag{UPOS(v & 0xff), Feat(v >> 8)})
	}
	n := int(c.uint32())
	dict := c.uint32s(3 * n)
	m.amb, m.known = make(map[uint32]uint32, n), make(map[uint32]uint32, n/2)
	for i := 0; i+2 < len(dict); i += 3 {
		m.amb[dict[i]] = dict[i+1]
		if dict[i+2] != 0 {
			m.known[dict[i]] = dict[i+2]
		}
	}
	m.tag, m.move, m.rel = c.table(), c.table(), c.table()
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
	for _, t := range []*table{m.tag, m.move, m.rel} {
		if err := t.write(&w); err != nil {
			return nil, err
		}
	}
	return w.Bytes(), nil
}
