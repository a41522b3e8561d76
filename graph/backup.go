package graph

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/klauspost/compress/zstd"
)

// A backup is a line of text that tells the [Format] of the store, and then, compressed by Zstandard, the quads in the
// order in which they were first written: each as its length (a varint) and a
// protocol buffer of quad/pquads. A length of 0 ends them; the number of quads
// (8 bytes, big-endian) and the SHA-256 of all that came before follow.
const (
	backupMagic = "saksi backup "
	// maxBackupQuad bounds what a length may ask for, in bytes.
	maxBackupQuad = 1 << 30
	// restoreBatch is how many quads are written in one transaction.
	restoreBatch = 20_000
)

// Errors of [Restore] that callers tell apart with [errors.Is].
var (
	// ErrNotABackup is returned for a stream that is none.
	ErrNotABackup = errors.New("not a backup of a saksi store")
	// ErrBackupDamaged is returned for a backup that is cut off or changed.
	ErrBackupDamaged = errors.New("the backup is damaged")
	// ErrStoreExists is returned for a place where there is something already.
	ErrStoreExists = errors.New("there is a store already")
)

// Backup writes the store as it is now, the derived quads among them, to w; a load
// that goes on meanwhile does not show. It gives the number of quads.
func (s *Store) Backup(ctx context.Context, w io.Writer) (int64, error) {
	v := s.View()
	defer v.Close()
	if _, err := fmt.Fprintf(w, "%s%d\n", backupMagic, s.Format()); err != nil {
		return 0, err
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return 0, err
	}
	out := &backupWriter{w: bufio.NewWriterSize(z, 1<<16), sum: sha256.New()}
	var fail error
	err = v.all(ctx, true, func(q quad.Quad, _ error) bool {
		fail = out.quad(q)
		return fail == nil
	})
	if err = errors.Join(err, fail); err == nil {
		err = out.end()
	}
	if err = errors.Join(err, z.Close()); err != nil {
		return out.n, fmt.Errorf("back up %s: %w", s.where, err)
	}
	return out.n, nil
}

type backupWriter struct {
	w   *bufio.Writer
	sum hash.Hash
	n   int64
	buf []byte
}

func (b *backupWriter) quad(q quad.Quad) error {
	p, err := pquads.MakeQuad(q).Marshal()
	if err != nil {
		return fmt.Errorf("%s: %w", q, err)
	}
	b.buf = append(binary.AppendUvarint(b.buf[:0], uint64(len(p))), p...)
	b.sum.Write(b.buf)
	b.n++
	_, err = b.w.Write(b.buf)
	return err
}

// end writes what the quads are checked by.
func (b *backupWriter) end() error {
	tail := binary.BigEndian.AppendUint64([]byte{0}, uint64(b.n))
	b.sum.Write(tail)
	_, err := b.w.Write(b.sum.Sum(tail))
	return errors.Join(err, b.w.Flush())
}

// backupFormat reads the first line of a backup: the version of the store's layout. Its
// error wraps [ErrNotABackup] or [ErrNewerFormat] where that is the reason.
func backupFormat(in *bufio.Reader) (int, error) {
	line, err := in.ReadSlice('\n')
	text, ok := strings.CutPrefix(string(line), backupMagic)
	if err != nil || !ok {
		return 0, errors.Join(ErrNotABackup, ignoreEnd(err))
	}
	format, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || format < 1 || format > Format {
		return 0, fmt.Errorf("%w: its format is %q, this program knows up to %d", ErrNewerFormat, strings.TrimSpace(text), Format)
	}
	return format, nil
}

// readBackup calls begin with the version of the layout, and f with each quad of a
// backup. Its error wraps [ErrNotABackup] or [ErrBackupDamaged] where that is the reason;
// f has then seen some of the quads.
func readBackup(ctx context.Context, r io.Reader, begin func(format int) error, f func(quad.Quad) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	format, err := backupFormat(in)
	if err == nil {
		err = begin(format)
	}
	if err != nil {
		return err
	}
	z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBackupDamaged, err)
	}
	defer z.Close()
	b := &backupReader{r: bufio.NewReaderSize(z, 1<<16), sum: sha256.New()}
	for {
		q, more, err := b.next()
		if err != nil {
			return fmt.Errorf("%w after %d quads: %w", ErrBackupDamaged, b.n, err)
		}
		if !more {
			return nil
		}
		if err := errors.Join(ctx.Err(), f(q)); err != nil {
			return err
		}
	}
}

// ignoreEnd leaves out errors that only say that there is no more.
func ignoreEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, bufio.ErrBufferFull) {
		return nil
	}
	return err
}

// CheckBackup reads a backup to its end and gives the number of quads. Its errors are
// those of [Restore] about the stream.
func CheckBackup(ctx context.Context, r io.Reader) (n int64, err error) {
	anyFormat := func(int) error { return nil }
	err = readBackup(ctx, r, anyFormat, func(quad.Quad) error {
		n++
		return nil
	})
	return n, err
}

type backupReader struct {
	r   *bufio.Reader
	sum hash.Hash
	n   uint64
	buf []byte
}

// next reads a quad; more is false at the end of a backup that is whole.
func (b *backupReader) next() (q quad.Quad, more bool, err error) {
	size, err := binary.ReadUvarint(b.r)
	if err != nil {
		return q, false, cutOff(err)
	}
	b.sum.Write(binary.AppendUvarint(nil, size))
	if size == 0 {
		return q, false, b.end()
	}
	if size > maxBackupQuad {
		return q, false, fmt.Errorf("a quad of %d bytes", size)
	}
	if uint64(cap(b.buf)) < size {
		b.buf = make([]byte, size)
	}
	b.buf = b.buf[:size]
	if _, err := io.ReadFull(b.r, b.buf); err != nil {
		return q, false, cutOff(err)
	}
	b.sum.Write(b.buf)
	var p pquads.Quad
	if err := p.Unmarshal(b.buf); err != nil {
		return q, false, err
	}
	b.n++
	return p.ToNative(), true, nil
}

// end compares number and checksum.
func (b *backupReader) end() error {
	var tail [8 + sha256.Size]byte
	if _, err := io.ReadFull(b.r, tail[:]); err != nil {
		return cutOff(err)
	}
	if n := binary.BigEndian.Uint64(tail[:8]); n != b.n {
		return fmt.Errorf("it says that it has %d quads", n)
	}
	b.sum.Write(tail[:8])
	if string(b.sum.Sum(nil)) != string(tail[8:]) {
		return errors.New("the checksum is another")
	}
	// What the compression checks comes after the last byte.
	if _, err := b.r.ReadByte(); !errors.Is(err, io.EOF) {
		return errors.Join(errors.New("something follows its end"), err)
	}
	return nil
}

func cutOff(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it is cut off")
	}
	return err
}

// restoring is added to the name of a folder while it is not whole yet.
const restoring = ".restoring"

// Restore makes a store at db, where there must be none, of a backup, and gives the
// number of quads. On an error there is no store. Errors wrap [ErrStoreExists],
// [ErrNotABackup], [ErrBackupDamaged] or [ErrNewerFormat] where that is the reason.
func Restore(ctx context.Context, db string, r io.Reader) (int64, error) {
	if strings.Contains(db, "://") {
		return restoreDatabase(ctx, db, r)
	}
	if entries, err := os.ReadDir(db); err == nil && len(entries) > 0 {
		return 0, fmt.Errorf("restore %s: %w", db, ErrStoreExists)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("restore %s: %w", db, err)
	}
	draft := strings.TrimRight(db, "/") + restoring
	if err := os.RemoveAll(draft); err != nil { // of a restore that was interrupted
		return 0, fmt.Errorf("restore %s: %w", db, err)
	}
	n, err := restoreFolder(ctx, draft, r)
	if err == nil {
		if err = os.Remove(db); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	if err == nil {
		err = os.Rename(draft, db)
	}
	if err != nil {
		return 0, errors.Join(fmt.Errorf("restore %s: %w", db, err), os.RemoveAll(draft))
	}
	return n, nil
}

func restoreFolder(ctx context.Context, dir string, r io.Reader) (int64, error) {
	s, err := openFolder(ctx, dir, Options{Create: true})
	if err != nil {
		return 0, err
	}
	n, err := s.fill(ctx, r)
	return n, errors.Join(err, s.Close())
}

// fill writes the quads of a backup into an empty store.
func (s *Store) fill(ctx context.Context, r io.Reader) (int64, error) {
	s.writes.Lock()
	defer s.writes.Unlock()
	defer s.forgetYears()
	var tx transaction
	defer func() {
		if tx != nil {
			tx.close()
		}
	}()
	var n int64
	batch := make([]quad.Quad, 0, restoreBatch)
	flush := func() error {
		_, err := tx.apply(batch, nil, nil)
		n += int64(len(batch))
		batch = batch[:0]
		return err
	}
	begin := func(format int) (err error) {
		if err = s.setFormat(ctx, format); err == nil {
			tx, _, err = s.engine.begin()
		}
		return err
	}
	err := readBackup(ctx, r, begin, func(q quad.Quad) error {
		if batch = append(batch, q); len(batch) < restoreBatch {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err == nil {
		err = tx.commit()
	}
	return n, err
}

// restoreDatabase fills an empty database in one transaction.
func restoreDatabase(ctx context.Context, db string, r io.Reader) (n int64, err error) {
	s, err := Open(ctx, db, Options{Create: true})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	now := s.engine.latest()
	has, err := now.size()
	now.close()
	if err != nil || has > 0 {
		if err == nil {
			err = ErrStoreExists
		}
		return 0, fmt.Errorf("restore %s: %w", s.where, err)
	}
	if n, err = s.fill(ctx, r); err != nil {
		return 0, fmt.Errorf("restore %s: %w", s.where, err)
	}
	return n, nil
}
