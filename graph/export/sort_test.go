package export

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSorter sorts on disk what does not fit in a few bytes of memory.
func TestSorter(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOf(rapid.OneOf(rapid.StringMatching(`[a-c]{0,3}`), rapid.Just(strings.Repeat("long", 20000)))).Draw(t, "records")
		s := newSorter(Options{Temp: dir, arena: 8})
		for _, r := range records {
			if err := s.add([]byte(r)); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		err := s.each(context.Background(), func(r []byte) error {
			got = append(got, string(r))
			return nil
		})
		if err := errors.Join(err, s.close()); err != nil {
			t.Fatal(err)
		}
		slices.Sort(records)
		if want := slices.Compact(records); !slices.Equal(got, want) {
			t.Fatalf("%q, want %q", got, want)
		}
	})
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("files left behind: %v %v", left, err)
	}
}

// TestSortedOnDisk sorts an export that does not fit in memory, and one whose
// folder is not there.
func TestSortedOnDisk(t *testing.T) {
	src := All(world(t, 20))
	want := written(t, src, Options{Sorted: true})
	for _, f := range []string{"nquads", "trig", "gexf", "csv"} {
		if n := len(written(t, src, Options{Format: f, Sorted: true, Temp: t.TempDir(), arena: 4096})); f == "nquads" && n != len(want) {
			t.Errorf("%s: %d bytes, want %d", f, n, len(want))
		}
	}
	_, err := Write(context.Background(), new(strings.Builder), src, Options{Sorted: true, Temp: "/nowhere/at/all", arena: 4096})
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no folder to sort in: %v", err)
	}
}

// failing is a writer that fails after some bytes.
type failing struct{ left int }

var errFull = errors.New("disk full")

func (f *failing) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestErrorsAreTold(t *testing.T) {
	src := All(world(t, 12))
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, f := range Formats {
		for _, sorted := range []bool{false, true} {
			o := Options{Format: f.Name, Sorted: sorted}
			if _, err := Write(context.Background(), &failing{}, src, o); !errors.Is(err, errFull) {
				t.Errorf("%s: writer that fails: %v", f.Name, err)
			}
			if _, err := Write(cancelled, new(strings.Builder), src, o); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: cancelled: %v", f.Name, err)
			}
		}
	}
}

func TestCompress(t *testing.T) {
	for name, magic := range map[string]string{"a.nq.gz": "\x1f\x8b", "a.nq.ZST": "\x28\xb5\x2f\xfd", "a.nq": "<a>"} {
		var b strings.Builder
		w, err := Compress(&b, name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, "<a> <b> <c> .\n")
		if err := w.Close(); err != nil || !strings.HasPrefix(b.String(), magic) {
			t.Errorf("%s: %q, %v", name, b.String(), err)
		}
	}
}
