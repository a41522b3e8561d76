package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"saksi/graph"
)

// A backup that is taken while documents are written holds those from before, and a
// restored store is the same quad for quad, in the same order.
func TestBackupRestores(t *testing.T) {
	ctx := context.Background()
	s := memory(t)
	w := world()
	for n := range 30 {
		if _, err := s.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	want := lines(t, s)
	var b writing
	b.then = func() {
		if _, err := s.Write(ctx, w.Document(31)); err != nil {
			t.Error(err)
		}
	}
	n, err := s.Backup(ctx, &b)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir() + "/db"
	if m, err := graph.Restore(ctx, dir, bytes.NewReader(b.Bytes())); err != nil || m != n {
		t.Fatalf("restored %d of %d quads: %v", m, n, err)
	}
	again := folder(t, dir)
	if diff := cmp.Diff(want, lines(t, again)); diff != "" {
		t.Errorf("(-before +restored):\n%s", diff)
	}
	if r, err := again.Check(ctx, graph.CheckOptions{}); err != nil || len(r.Problems) > 0 || r.Documents != 30 {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err := again.Write(ctx, w.Document(3)); err != nil || r.State != graph.Unchanged {
		t.Errorf("write what was restored: %+v, %v", r, err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Restore(ctx, dir, bytes.NewReader(b.Bytes())); !errors.Is(err, graph.ErrStoreExists) {
		t.Errorf("restore over a store: %v", err)
	}
}

// writing does something else after the first bytes.
type writing struct {
	bytes.Buffer
	then func()
}

func (w *writing) Write(p []byte) (int, error) {
	if w.then != nil {
		w.then()
		w.then = nil
	}
	return w.Buffer.Write(p)
}

// What is not a whole backup leaves no store behind.
func TestBackupDamaged(t *testing.T) {
	ctx := context.Background()
	s := memory(t)
	w := world()
	for n := range 5 {
		if _, err := s.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if _, err := s.Backup(ctx, &b); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	with := func(at int, c byte) []byte {
		x := bytes.Clone(whole)
		x[at] ^= c
		return x
	}
	type damage struct {
		name string
		data []byte
		want error
	}
	cases := []damage{
		{"nothing", nil, graph.ErrNotABackup},
		{"something else", []byte("<a> <b> <c> .\n"), graph.ErrNotABackup},
		{"newer", append(fmt.Appendf(nil, "saksi backup %d\n", graph.Format+1), whole[15:]...), graph.ErrNewerFormat},
		{"longer", append(bytes.Clone(whole), "more"...), graph.ErrBackupDamaged},
		{"twice", append(bytes.Clone(whole), whole[15:]...), graph.ErrBackupDamaged},
	}
	for i := 16; i < len(whole); i += len(whole) / 9 {
		cases = append(cases, damage{"cut off", whole[:i], graph.ErrBackupDamaged}, damage{"changed", with(i, 0x10), graph.ErrBackupDamaged})
	}
	cases = append(cases, damage{"without its last byte", whole[:len(whole)-1], graph.ErrBackupDamaged})
	for _, c := range cases {
		parent := t.TempDir()
		_, err := graph.Restore(ctx, parent+"/db", bytes.NewReader(c.data))
		if !errors.Is(err, c.want) {
			t.Errorf("%s (%d bytes): %v", c.name, len(c.data), err)
		}
		if left, _ := os.ReadDir(parent); len(left) > 0 {
			t.Errorf("%s: %s is left", c.name, left[0].Name())
		}
	}
}
