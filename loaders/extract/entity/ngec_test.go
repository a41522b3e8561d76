package entity

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// ngecCase is one line of the NGEC actor tests: a phrase, and the country and
// sector that its coder expects.
type ngecCase struct {
	Fn     string            `json:"fn"`
	Args   []string          `json:"args"`
	Kwargs map[string]string `json:"kwargs"`
	Expect map[string]string `json:"expect"`
}

func (c *ngecCase) date() string {
	d := c.Kwargs["query_date"]
	if d == "" && len(c.Args) > 2 {
		d = c.Args[2]
	}
	if len(d) == 10 && d[4] == '-' {
		return d
	}
	return "2022-10-15" // "today", when the tests were written
}

// blocs are the codes of NGEC for organisations of many states.
var blocs = map[schema.IRI]string{"actor/UN": "UNO", "actor/EU": "EUR", "actor/IMF": "IGO", "actor/WORLDBANK": "IGO"}

// countryCode is the country of a link in the terms of NGEC.
func countryCode(k *Link) string {
	if b, ok := blocs[k.Actor]; ok {
		return b
	}
	if r := recall(k.Actor); r != nil {
		if b, ok := blocs[r.Of]; ok {
			return b
		}
	}
	return strings.TrimPrefix(string(k.Country), "actor/")
}

// wholePhrase resolves a phrase that is a text by itself: the reference of the
// longest span that is no modifier, else of any.
func wholePhrase(p *parsed) (Link, bool) {
	var best Link
	found, length := false, int32(-1)
	for s := range p.text.Sentences {
		for w := range p.trees[s].Words {
			r := p.Resolve(s, int32(w))
			if len(r.Actors) == 0 {
				continue
			}
			n := r.End - r.Start
			if r.Modifier {
				n -= 1000
			}
			if !found || n > length {
				best, found, length = r.Actors[0], true, n
			}
		}
	}
	return best, found
}

// TestNGEC measures on the actor tests named by $SAKSI_NGEC.
func TestNGEC(t *testing.T) {
	path := os.Getenv("SAKSI_NGEC")
	if path == "" {
		t.Skip("SAKSI_NGEC is not set")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := syntax.Load("en")
	if err != nil {
		t.Skip(err)
	}
	parser, l := m.NewParser(), NewLinker()
	n, country, sector, both, wantSector := 0, 0, 0, 0, 0
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var c ngecCase
		if json.Unmarshal([]byte(line), &c) != nil || c.Fn != "agent_to_code" {
			continue
		}
		txt := segment.Segment(c.Args[0], "en")
		p := &parsed{Linker: l, text: txt}
		l.Begin(txt, c.date(), "")
		for i := range txt.Sentences {
			tree := parser.Parse(txt, i, l.Joins(i))
			p.trees = append(p.trees, tree)
			l.Read(i, tree)
		}
		k, _ := wholePhrase(p)
		n++
		okCountry := c.Expect["country"] == countryCode(&k)
		want, has := c.Expect["code_1"]
		okSector := !has || want == k.Sector || want == "" && k.Kind == schema.State || (want == "UNK" || want == "JNK") && k.Sector == ""
		if has {
			wantSector++
			if okSector {
				sector++
			}
		}
		if okCountry {
			country++
		}
		if okCountry && okSector {
			both++
		} else {
			t.Logf("%-50q %s want %s/%s got %s/%s (%s)", c.Args[0], c.date(), c.Expect["country"], want, countryCode(&k), k.Sector, k.Name)
		}
	}
	t.Logf("%d phrases: country %.3f, sector %.3f of %d, both %.3f", n, float64(country)/float64(n), float64(sector)/float64(wantSector), wantSector, float64(both)/float64(n))
}
