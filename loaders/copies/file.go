package copies

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"saksi/schema"
)

// File is an index that is kept in a file from one load to the next.
type File struct {
	*Index
	file *os.File
	buf  *bufio.Writer
	err  error
}

// Open reads the index from a file, which is made when there is none. What an
// interrupted load left half-written at its end is dropped.
func Open(name string) (*File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("the index of copies: %w", err)
	}
	x := &File{Index: NewIndex(), file: f}
	good, err := x.read(bufio.NewReaderSize(f, 1<<16))
	if err == nil {
		err = f.Truncate(good)
	}
	if err == nil {
		_, err = f.Seek(good, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the index of copies: %w", err), f.Close())
	}
	x.buf = bufio.NewWriterSize(f, 1<<16)
	return x, nil
}

// read takes in the entries, and says how many bytes of the file are whole.
func (x *File) read(r *bufio.Reader) (good int64, err error) {
	for {
		n, err := r.ReadByte()
		if err != nil {
			break
		}
		b := make([]byte, int(n)+2*bins)
		if _, err := io.ReadFull(r, b); err != nil {
			break
		}
		e := entry{doc: schema.IRI(b[:n])}
		for i := range e.sig {
			e.sig[i] = binary.LittleEndian.Uint16(b[int(n)+2*i:])
		}
		x.remember(e)
		good += int64(1 + len(b))
	}
	return good, nil
}

// Add is like [Index.Add], and puts what is new into the file.
func (x *File) Add(doc schema.IRI, s Signature) (of schema.IRI) {
	had := x.next
	of = x.Index.Add(doc, s)
	if x.next == had || len(doc) > 255 || x.err != nil {
		return of
	}
	b := append([]byte{byte(len(doc))}, doc...)
	for _, v := range s {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	_, x.err = x.buf.Write(b)
	return of
}

// Close writes what is left and closes the file.
func (x *File) Close() error {
	if err := errors.Join(x.err, x.buf.Flush(), x.file.Close()); err != nil {
		return fmt.Errorf("the index of copies: %w", err)
	}
	return nil
}
