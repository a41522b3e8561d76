package copies

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"saksi/schema"
)

// article makes a text of n words from a vocabulary, the same for the same seed.
func article(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("kata%d", r.IntN(3000))
	}
	return words
}

func sign(t *testing.T, words []string) Signature {
	t.Helper()
	s, ok := Sign(strings.Join(words, " "))
	if !ok {
		t.Fatal("too short")
	}
	return s
}

func TestAdd(t *testing.T) {
	first := article(1, 300)
	added := append(append([]string{}, first...), article(2, 30)...)
	edited := append([]string{}, first...)
	for i := 20; i < 300; i += 90 {
		edited[i] = "lain"
	}
	half := append(append([]string{}, first[:150]...), article(3, 150)...)
	for _, tt := range []struct {
		name  string
		words []string
		want  schema.IRI
	}{
		{"a few lines more", added, "doc/1"},
		{"a few words changed", edited, "doc/1"},
		{"other capitals and marks", strings.Fields(strings.ToUpper(strings.Join(first, ", "))), "doc/1"},
		{"half of it", half, ""},
		{"another", article(4, 300), ""},
	} {
		x := NewIndex()
		if of := x.Add("doc/1", sign(t, first)); of != "" {
			t.Fatalf("the first is a copy of %s", of)
		}
		if of := x.Add("doc/2", sign(t, tt.words)); of != tt.want {
			t.Errorf("%s: copy of %q, want %q", tt.name, of, tt.want)
		}
		if of := x.Add("doc/1", sign(t, first)); of != "" {
			t.Errorf("%s: a copy of itself: %q", tt.name, of)
		}
	}
	if _, ok := Sign("Iran membantah."); ok {
		t.Error("a text of two words has a signature")
	}
}

// Texts that have nothing in common are never copies, and copies are found among
// many.
func TestAddAmongMany(t *testing.T) {
	x := NewIndex()
	for i := range 2000 {
		if of := x.Add(schema.IRI(fmt.Sprint("doc/", i)), sign(t, article(uint64(i), 200))); of != "" {
			t.Fatalf("%d is a copy of %s", i, of)
		}
	}
	missed := 0
	for i := range 2000 {
		words := article(uint64(i), 200)
		words[50], words[120] = "x", "y"
		if of := x.Add(schema.IRI(fmt.Sprint("copy/", i)), sign(t, words)); of != schema.IRI(fmt.Sprint("doc/", i)) {
			missed++
		}
	}
	if missed > 10 {
		t.Errorf("%d of 2000 copies missed", missed)
	}
}

func BenchmarkSign(b *testing.B) {
	text := strings.Join(article(1, 500), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Sign(text)
	}
}

func TestFile(t *testing.T) {
	name := t.TempDir() + "/copies"
	open := func() *File {
		t.Helper()
		f, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	f := open()
	f.Add("doc/1", sign(t, article(1, 300)))
	f.Add("doc/2", sign(t, article(2, 300)))
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if st, err := os.Stat(name); err != nil {
		t.Fatal(err)
	} else if err := os.Truncate(name, st.Size()-5); err != nil { // cut off in the second
		t.Fatal(err)
	}
	f = open()
	if of := f.Add("doc/3", sign(t, article(1, 300))); of != "doc/1" {
		t.Errorf("copy of %q", of)
	}
	if of := f.Add("doc/4", sign(t, article(2, 300))); of != "" {
		t.Errorf("copy of %q", of)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = open()
	defer f.Close()
	if of := f.Add("doc/5", sign(t, article(2, 300))); of != "doc/4" {
		t.Errorf("copy of %q", of)
	}
}
