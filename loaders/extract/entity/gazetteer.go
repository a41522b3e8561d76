package entity

import (
	"strings"
	"sync"

	"saksi/seeds"
)

// lang is a set of languages.
type lang uint8

const (
	english lang = 1 << iota
	indonesian
	anyLang = english | indonesian
)

func langOf(tag string) lang {
	switch {
	case strings.HasPrefix(tag, "en"):
		return english
	case strings.HasPrefix(tag, "id"):
		return indonesian
	}
	return anyLang
}

// entry is a name or role word at the end of a path of the gazetteer.
type entry struct {
	// title and caps are the pieces that must begin with a capital, or be in
	// capitals, as bits.
	title, caps uint16
	count       uint8 // of pieces
	langs       lang
	article     bool  // begins with "the", which is no part of the name
	rest        bool  // is in lower case on its own in headlines without capitals
	name        int32 // index into seeds.Names, or -1
	role        int32 // index into seeds.Roles, or -1
	next        int32 // the next entry on the same path, or -1
}

// edge is one step of the trie.
type edge struct {
	key  uint64 // of node and piece; 0 is empty
	node int32
}

// gazetteer is a trie over the pieces of all names and role words. Steps are
// kept in one open-addressed table.
type gazetteer struct {
	edges   []edge
	mask    uint64
	nodes   int32
	first   []int32 // first entry of a node, or -1
	entries []entry
	names   []seeds.Name
	roles   []seeds.Role
}

var theGazetteer = sync.OnceValue(newGazetteer)

const edgeSlots = 1 << 16

func newGazetteer() *gazetteer {
	g := &gazetteer{edges: make([]edge, edgeSlots), mask: edgeSlots - 1, names: seeds.Names(), roles: seeds.Roles()}
	g.first = make([]int32, 1, edgeSlots/2)
	g.first[0], g.nodes = -1, 1
	g.entries = make([]entry, 0, len(g.names)+len(g.roles))
	for i := range g.names {
		n := &g.names[i]
		g.add(n.Text, entry{langs: langOf(n.Lang), name: int32(i), role: -1})
	}
	for i := range g.roles {
		r := &g.roles[i]
		g.add(r.Words, entry{langs: langOf(r.Lang), name: -1, role: int32(i)})
	}
	return g
}

// maxPieces bounds the pieces of a name.
const maxPieces = 12

func (g *gazetteer) add(text string, e entry) {
	node, n := int32(0), 0
	long := 0
	pieces(text, func(hash uint64, flags pieceFlag, start, end int) {
		if n < 16 && e.name >= 0 {
			switch short := end-start <= 3; {
			case n == 0 && end < len(text) && text[end] != '.' && (text[:end] == "Al" || text[:end] == "El" || text[:end] == "The"):
				// "al-Arabiya" too
			case flags&upperAll != 0 && short && end-start > 1:
				e.caps |= 1 << n
			case flags&upperFirst != 0:
				e.title |= 1 << n
			}
		}
		long = max(long, end-start)
		node = g.step(node, hash)
		n++
	})
	if n == 0 || n > maxPieces {
		return
	}
	e.count = uint8(n)
	e.article = e.name >= 0 && n > 1 && strings.HasPrefix(text, "the ")
	e.rest = e.name >= 0 && in(strings.ToLower(text), isSmall) || e.name >= 0 && e.caps == 0 && (n > 1 && long > 3 || long > 4) && !in(strings.ToLower(text), isCommon)
	for i := g.first[node]; i >= 0; i = g.entries[i].next {
		if o := &g.entries[i]; o.name >= 0 && e.name >= 0 && g.names[o.name].Actor == g.names[e.name].Actor && g.names[o.name].Sort == g.names[e.name].Sort &&
			o.title == e.title && o.caps == e.caps {
			o.langs |= e.langs
			return
		}
	}
	// keep the order of the tables, so that the weightier actor comes first
	g.entries = append(g.entries, e)
	last := int32(len(g.entries) - 1)
	g.entries[last].next = -1
	p := &g.first[node]
	for *p >= 0 {
		p = &g.entries[*p].next
	}
	*p = last
}

// edgeKey mixes a node and the hash of a piece; it is never 0.
func edgeKey(node int32, hash uint64) uint64 {
	k := (hash ^ uint64(uint32(node))*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93
	k ^= k >> 32
	return k | 1
}

// step is the node after node by the piece, made when it is missing.
func (g *gazetteer) step(node int32, hash uint64) int32 {
	key := edgeKey(node, hash)
	i := (key >> 1) & g.mask
	for ; g.edges[i].key != 0; i = (i + 1) & g.mask {
		if g.edges[i].key == key {
			return g.edges[i].node
		}
	}
	g.edges[i] = edge{key, g.nodes}
	g.first = append(g.first, -1)
	g.nodes++
	return g.nodes - 1
}

// walk is the node after node by the piece, or -1.
func (g *gazetteer) walk(node int32, hash uint64) int32 {
	key := edgeKey(node, hash)
	for i := (key >> 1) & g.mask; ; i = (i + 1) & g.mask {
		switch g.edges[i].key {
		case key:
			return g.edges[i].node
		case 0:
			return -1
		}
	}
}
