package export

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"saksi/graph"
)

var (
	peersDB  = flag.String("peers-db", "", "a store to write in all formats for testdata/peers/run")
	peersOut = flag.String("peers-out", "", "the folder to write them to")
)

// TestPeers writes a store, and the sample with all that has to be escaped, in all
// RDF formats and profiles, with a list of how many triples each holds. It is the
// first half of testdata/peers/run, which has other programs read them.
func TestPeers(t *testing.T) {
	if *peersOut == "" {
		t.Skip("called by testdata/peers/run")
	}
	sources := map[string]Source{"sample": sample()}
	if *peersDB != "" {
		s, err := graph.Open(context.Background(), *peersDB, graph.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		sources["store"] = All(s)
	}
	type entry struct {
		File, Format, Profile, Source, MediaType string
		Graphs                                   bool
		Quads                                    int64
	}
	var list []entry
	for name, src := range sources {
		for _, p := range Profiles {
			for _, f := range Formats {
				if p.Name != "" && !f.RDF {
					continue
				}
				file := fmt.Sprintf("%s-%s%s", name, p.Name, f.Extensions[0])
				w, err := os.Create(filepath.Join(*peersOut, file))
				if err != nil {
					t.Fatal(err)
				}
				r, err := Write(context.Background(), w, src, Options{Format: f.Name, Profile: p.Name, Sorted: true, Version: "test"})
				if err := w.Close(); err != nil {
					t.Fatal(err)
				}
				if err != nil || r.Skipped > 0 {
					t.Fatalf("%s: %v, %d skipped", file, err, r.Skipped)
				}
				list = append(list, entry{file, f.Name, p.Name, name, f.MediaType, f.Graphs, r.Quads})
			}
		}
	}
	b, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*peersOut, "list.json"), b, 0o666); err != nil {
		t.Fatal(err)
	}
}
