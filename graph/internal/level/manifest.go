package level

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync/atomic"

	"github.com/syndtr/goleveldb/leveldb/journal"
	"github.com/syndtr/goleveldb/leveldb/storage"
)

// The tags of a version edit, as every LevelDB writes them.
const (
	tagComparer    = 1
	tagJournal     = 2
	tagNextFile    = 3
	tagSeq         = 4
	tagPointer     = 5
	tagDeleted     = 6
	tagAdded       = 7
	tagPrevJournal = 9
)

// tableFile is a table of a version. Its first and last keys are internal ones.
type tableFile struct {
	level       uint64
	num         int64
	size        int64
	first, last []byte
}

// version is what a manifest says: which tables a database has, and the numbers
// that are taken.
type version struct {
	comparer string
	journal  int64
	next     int64 // number of the next file
	seq      uint64
	tables   []tableFile
}

// readVersion reads the manifest that a database uses now.
func readVersion(stor storage.Storage) (*version, error) {
	fd, err := stor.GetMeta()
	if err != nil {
		return nil, err
	}
	f, err := stor.Open(fd)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	v := &version{}
	for edits := journal.NewReader(f, nil, true, true); ; {
		r, err := edits.Next()
		if err == io.EOF {
			return v, nil
		}
		if err == nil {
			err = v.take(bufio.NewReader(r))
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", fd, err)
		}
	}
}

// take applies one edit.
func (v *version) take(r *bufio.Reader) error {
	var fail error
	number := func() uint64 {
		n, err := binary.ReadUvarint(r)
		fail = errors.Join(fail, err)
		return n
	}
	text := func() []byte {
		n := number()
		if fail != nil {
			return nil
		}
		b := make([]byte, n)
		_, err := io.ReadFull(r, b)
		fail = errors.Join(fail, err)
		return b
	}
	for fail == nil {
		tag, err := binary.ReadUvarint(r)
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		switch tag {
		case tagComparer:
			v.comparer = string(text())
		case tagJournal:
			v.journal = int64(number())
		case tagNextFile:
			v.next = int64(number())
		case tagSeq:
			v.seq = number()
		case tagPrevJournal:
			number()
		case tagPointer:
			number()
			text()
		case tagDeleted:
			level, num := number(), int64(number())
			v.tables = slices.DeleteFunc(v.tables, func(t tableFile) bool { return t.level == level && t.num == num })
		case tagAdded:
			t := tableFile{level: number(), num: int64(number()), size: int64(number()), first: text(), last: text()}
			v.tables = append(v.tables, t)
		default:
			return fmt.Errorf("tag %d is unknown", tag)
		}
	}
	return fail
}

// number takes the number of a new file. Several goroutines may do so at once.
func (v *version) number() int64 { return atomic.AddInt64(&v.next, 1) - 1 }

// edit is the version as one edit of an empty database.
func (v *version) edit() []byte {
	var b []byte
	number := func(ns ...uint64) {
		for _, n := range ns {
			b = binary.AppendUvarint(b, n)
		}
	}
	text := func(s []byte) {
		number(uint64(len(s)))
		b = append(b, s...)
	}
	number(tagComparer)
	text([]byte(v.comparer))
	number(tagJournal, uint64(v.journal), tagNextFile, uint64(v.next), tagSeq, v.seq)
	for _, t := range v.tables {
		number(tagAdded, t.level, uint64(t.num), uint64(t.size))
		text(t.first)
		text(t.last)
	}
	return b
}

// write makes the version that of the database: a new manifest is on the disk
// before the database is told of it, which is one step.
func (v *version) write(stor storage.Storage) error {
	fd := storage.FileDesc{Type: storage.TypeManifest, Num: v.number()}
	f, err := stor.Create(fd)
	if err != nil {
		return err
	}
	w := journal.NewWriter(f)
	r, err := w.Next()
	if err == nil {
		_, err = io.Copy(r, bytes.NewReader(v.edit()))
	}
	if err = errors.Join(err, w.Close()); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = stor.SetMeta(fd)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", fd, err)
	}
	return nil
}

// quiet tells whether all that was written is in tables.
func (v *version) quiet(stor storage.Storage) (bool, error) {
	fds, err := stor.List(storage.TypeJournal)
	if err != nil {
		return false, err
	}
	for _, fd := range fds {
		if fd.Num < v.journal {
			continue
		}
		f, err := stor.Open(fd)
		if err != nil {
			return false, err
		}
		n, err := f.Read(make([]byte, 1))
		if cerr := f.Close(); cerr != nil {
			return false, cerr
		}
		if n > 0 || err != nil && err != io.EOF {
			return false, err
		}
	}
	return true, nil
}
