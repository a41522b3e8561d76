package layout

import (
	"fmt"

	"github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// Join calls f with the nodes that some quads of each of several scans have in the
// direction after the first two, from the first after a number on, until it returns false:
// with the node, and with the number of ways in which one quad of each scan has it. The
// scans are those of the first two directions of given in the order of the index. The nodes
// come in the order of their keys, in which each scan has them: where one is far ahead, the
// others are sought from there, so that the cost is that of the rarest.
func Join(db Getter, x Index, given []Quad, after uint64, f func(node uint64, ways int) bool) error {
	at := make([]*joined, len(given))
	for i, q := range given {
		prefix := x.key(q, 2)
		at[i] = &joined{x: x, it: db.NewIterator(util.BytesPrefix(prefix), nil), prefix: prefix}
		defer at[i].it.Release()
	}
	for _, j := range at {
		ok := j.seek(after)
		if after != 0 && ok && j.node == after {
			_, ok = j.pass()
		}
		if !ok {
			return j.err()
		}
	}
	for {
		node, met, err := meet(at)
		if !met || err != nil {
			return err
		}
		ways, last := 1, false
		for _, j := range at {
			n, more := j.pass()
			ways *= n
			last = last || !more
		}
		if !f(node, ways) {
			return nil
		}
		if last {
			for _, j := range at {
				if err := j.err(); err != nil {
					return err
				}
			}
			return nil
		}
	}
}

// meet moves on those that are behind until all are at one node; met is false when one
// has come to its end.
func meet(at []*joined) (node uint64, met bool, err error) {
	for i, far := 0, at[0]; i < len(at); i++ {
		j := at[i]
		for j.rank < far.rank {
			if !j.reach(far.node, far.rank) {
				return 0, false, j.err()
			}
		}
		if j.rank > far.rank {
			far, i = j, -1
		}
	}
	return at[0].node, true, nil
}

// joined is a scan on its way.
type joined struct {
	x      Index
	it     iterator.Iterator
	prefix []byte
	key    []byte
	node   uint64 // that it is at
	rank   uint64 // of the node among keys
	fail   error
}

func (j *joined) err() error {
	if j.fail != nil {
		return j.fail
	}
	return j.it.Error()
}

// read reads the node that the scan is at.
func (j *joined) read(ok bool) bool {
	if !ok || j.fail != nil {
		return false
	}
	q, ok := j.x.parse(j.it.Key())
	if !ok {
		j.fail = fmt.Errorf("index %s: key %x can't be read", j.x.prefix, j.it.Key())
		return false
	}
	j.node = q[position(j.x.dirs[2])]
	j.rank = ranked64(j.node)
	return true
}

// seek goes to a node, or the first after it.
func (j *joined) seek(node uint64) bool {
	j.key = append(j.key[:0], j.prefix...)
	if node != 0 {
		j.key = appendNumber(j.key, node)
	}
	return j.read(j.it.Seek(j.key))
}

// near is how many steps cost less than to seek.
const near = 16

// reach goes to a node further on, or the first after it.
func (j *joined) reach(node, rank uint64) bool {
	for range near {
		if !j.read(j.it.Next()) {
			return false
		}
		if j.rank >= rank {
			return true
		}
	}
	return j.seek(node)
}

// pass goes to the next node, and counts the quads with the one that it was at.
func (j *joined) pass() (n int, more bool) {
	node := j.node
	for {
		n++
		if !j.read(j.it.Next()) {
			return n, false
		}
		if j.node != node {
			return n, true
		}
	}
}

// ranked64 is a number such that those of keys in order are in order.
func ranked64(n uint64) uint64 {
	return uint64(ranked(uint32(n>>32)))<<32 | uint64(ranked(uint32(n)))
}
