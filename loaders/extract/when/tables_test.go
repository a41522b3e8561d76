package when

import "testing"

// The word tables have no duplicates, and all rules can be read.
func TestTables(t *testing.T) {
	for _, name := range []string{"en.tsv", "id.tsv", "header.tsv"} {
		seen := map[[2]string]bool{}
		err := readTable(name, 4, func(f []string) error {
			key := [2]string{f[0], f[1]}
			if seen[key] {
				t.Errorf("%s: %s twice as %s", name, f[0], f[1])
			}
			seen[key] = true
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	if _, err := readRules(""); err != nil {
		t.Error(err)
	}
}
