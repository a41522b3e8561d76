package seeds

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"saksi/schema"
)

func TestIdentifiersAreUniqueAndKnown(t *testing.T) {
	seen := map[schema.IRI]bool{}
	for _, r := range Records() {
		if seen[r.ID] {
			t.Errorf("%s is defined twice", r.ID)
		}
		seen[r.ID] = true
		if len(r.Names) == 0 {
			t.Errorf("%s has no name", r.ID)
		}
	}
	for _, r := range Records() {
		if r.Of != "" && !seen[r.Of] {
			t.Errorf("%s belongs to unknown %s", r.ID, r.Of)
		}
		for _, o := range r.Offices {
			if !seen[o.Of] {
				t.Errorf("%s: office of unknown %s", r.ID, o.Of)
			}
			if o.Start != "" && o.End != "" && o.Start > o.End {
				t.Errorf("%s: %s ends before it starts", r.ID, o.Title)
			}
		}
	}
	for _, n := range Names() {
		if n.Sort != Region && !seen[n.Actor] {
			t.Errorf("%q names unknown %s", n.Text, n.Actor)
		}
		if n.Text != strings.TrimSpace(n.Text) || n.Text == "" {
			t.Errorf("%s: name %q", n.Actor, n.Text)
		}
	}
}

// Every table is sorted by its first column (roles by the first two), without
// empty or surplus columns.
func TestTablesAreSorted(t *testing.T) {
	for file, columns := range map[string]int{"states.tsv": 9, "regions.tsv": 5, "organisations.tsv": 8, "media.tsv": 8, "groups.tsv": 8,
		"people.tsv": 5, "themes.tsv": 6, "roles.tsv": 5, "names.tsv": 3} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		for n, line := range strings.Split(string(data), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			fields := strings.Split(line, "\t")
			if len(fields) > columns || len(fields) < 2 {
				t.Errorf("%s:%d: %d columns", file, n+1, len(fields))
			}
			key := fields[0]
			if file == "names.tsv" {
				key += "\t" + fields[1]
			}
			if file == "roles.tsv" {
				key += "\t" + strings.ToLower(fields[1])
				if classNames[fields[2]] == NoClass {
					t.Errorf("%s:%d: unknown class %q", file, n+1, fields[2])
				}
			}
			if key <= last {
				t.Errorf("%s:%d: %q after %q", file, n+1, key, last)
			}
			last = key
		}
	}
}

// Names that two actors bear on purpose are listed here, with the reason.
var ambiguous = map[string]string{}

func TestAmbiguousNames(t *testing.T) {
	owners := map[string][]schema.IRI{}
	for _, n := range Names() {
		key := n.Text
		if n.Lang != "" {
			key += " (" + n.Lang + ")"
		}
		if !slices.Contains(owners[key], n.Actor) {
			owners[key] = append(owners[key], n.Actor)
		}
	}
	for name, ids := range owners {
		if len(ids) > 1 && ambiguous[name] == "" {
			t.Errorf("%q names %v", name, ids)
		}
	}
}

func TestOffices(t *testing.T) {
	for _, c := range []struct{ title, of, date, want string }{
		{"president", "USA", "2019-06-01", "Donald Trump"},
		{"president", "USA", "2023-06-01", "Joe Biden"},
		{"president", "USA", "2021-01", "Joe Biden"},
		{"foreign minister", "USA", "2022-10-17", "Antony Blinken"},
		{"foreign minister", "GBR", "2022-12-09", "James Cleverly"},
		{"foreign minister", "RUS", "2016", "Sergei Lavrov"},
		{"foreign minister", "IDN", "2022-11-15", "Retno Marsudi"},
		{"defence minister", "ISR", "2023-11-01", "Yoav Gallant"},
		{"supreme leader", "IRN", "2015-07-14", "Ali Khamenei"},
		{"secretary-general", "UN", "2015-05-05", "Ban Ki-moon"},
		{"secretary-general", "NATO", "2022-02-24", "Jens Stoltenberg"},
		{"prime minister", "GBR", "1950-01-01", ""},
	} {
		got := ""
		if r := Holder(c.title, schema.IRI("actor/"+c.of), c.date); r != nil {
			got = r.Name()
		}
		if got != c.want {
			t.Errorf("%s of %s on %s\n got %q\nwant %q", c.title, c.of, c.date, got, c.want)
		}
	}
}

// No state has two presidents, prime ministers or foreign ministers at a time.
func TestSoleHolders(t *testing.T) {
	w := theWorld()
	for k, hs := range w.holders {
		switch k.title {
		case "president", "prime minister", "foreign minister", "defence minister", "chancellor", "king", "secretary-general":
		default:
			continue
		}
		for i, a := range hs {
			for _, b := range hs[i+1:] {
				if a.person != b.person && (a.end == "" || b.start < a.end) && (b.end == "" || a.start < b.end) {
					t.Errorf("%s of %s: %s %s/%s and %s %s/%s", k.title, k.of, w.records[a.person].Name(), a.start, a.end, w.records[b.person].Name(), b.start, b.end)
				}
			}
		}
	}
}

func TestThemeOf(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"ratusan drone kamikaze", "drone"},
		{"Iranian kamikaze drones", "drone"},
		{"hundreds of unmanned aerial vehicles", "drone"},
		{"rudal balistik antarbenua", "icbm"},
		{"short-range ballistic missiles", "ballistic-missile"},
		{"pengayaan uranium", "uranium-enrichment"},
		{"sanksi ekonomi", "sanctions"},
		{"gencatan senjata", "ceasefire"},
		{"senjata kimianya", "chemical-weapon"},
		{"warga sipil", "civilian"},
		{"pipa gas", "pipeline"},
		{"semangat", ""},
	} {
		id, _ := ThemeOf(c.words)
		if got := strings.TrimPrefix(string(id), "theme/"); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.words, got, c.want)
		}
	}
}

func TestThemesHaveParents(t *testing.T) {
	if n := len(Themes()); n < 120 {
		t.Errorf("%d themes", n)
	}
	for _, th := range Themes() {
		if _, ok := LookupTheme(th.Parent); th.Parent != "" && !ok {
			t.Errorf("%s: unknown parent %s", th.ID, th.Parent)
		}
	}
}

func TestCounts(t *testing.T) {
	kinds := map[schema.Kind]int{}
	offices := 0
	for _, r := range Records() {
		kinds[r.Kind]++
		offices += len(r.Offices)
	}
	t.Logf("%v, %d offices, %d names, %d roles, %d themes", kinds, offices, len(Names()), len(Roles()), len(Themes()))
	start := time.Now()
	readWorld()
	t.Logf("read in %v", time.Since(start))
}
