package source

import (
	"context"
	"io"
)

// Impatient reads from what may never say more, such as a pipe or a keyboard, and fails
// with the error of the context when that ends. A read that is under way then is left to
// itself.
func Impatient(ctx context.Context, r io.Reader) io.Reader {
	return &impatient{ctx, r, make([]byte, 1<<16), make(chan result, 1)}
}

type impatient struct {
	ctx  context.Context
	r    io.Reader
	buf  []byte
	read chan result
}

type result struct {
	n   int
	err error
}

// Read is that of the reader, or fails with the error of the context.
func (i *impatient) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	buf := i.buf[:min(len(p), len(i.buf))]
	go func() {
		n, err := i.r.Read(buf)
		i.read <- result{n, err}
	}()
	select {
	case r := <-i.read:
		return copy(p, buf[:r.n]), r.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}
