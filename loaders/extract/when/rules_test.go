package when

import "testing"

const saturday = "2022-12-10T13:00:00+07:00"

// Every rule of the grammar means what its row says.
func TestRules(t *testing.T) {
	err := readTable("rules.tsv", 5, func(f []string) error {
		lang := f[0]
		if lang == "*" {
			lang = "id"
		}
		r := NewReader(lang)
		got := r.find(f[3], 0, len(f[3]), saturday)
		if len(got) != 1 || got[0].Value != f[4] {
			t.Errorf("%s, rule %q: %q is %+v, want %s", f[0], f[1], f[3], got, f[4])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
