package draw

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"
	"time"

	"saksi/graph/graphtest"
	"saksi/schema"
)

func statements(n int) []schema.Statement {
	w := graphtest.New(3, graphtest.Options{Actors: 90})
	var out []schema.Statement
	for i := range n {
		out = append(out, w.Document(i).Statements...)
	}
	return out
}

func TestOf(t *testing.T) {
	iran, kyiv := schema.Party{ID: "actor/IRN", Name: "Iran"}, schema.Party{ID: "actor/UKR", Name: "Ukraine"}
	accuse := schema.Statement{ID: "stmt/a", Act: schema.Accuse, Speaker: kyiv, Targets: []schema.Party{iran}, Claim: schema.Claim{Agents: []schema.Party{iran}}}
	deny := schema.Statement{ID: "stmt/b", Act: schema.Deny, Speaker: iran, RespondsTo: []schema.IRI{"stmt/a"}, Claim: schema.Claim{Agents: []schema.Party{iran}}}
	g := Of([]schema.Statement{accuse, accuse, deny})
	want := []Edge{{"actor/IRN", "actor/UKR", schema.Deny, 1}, {"actor/UKR", "actor/IRN", schema.Accuse, 2}}
	if len(g.Edges) != 2 || g.Edges[0] != want[0] || g.Edges[1] != want[1] {
		t.Errorf("edges %v, want %v", g.Edges, want)
	}
}

// TestLimit shows that a picture stays small, and says so.
func TestLimit(t *testing.T) {
	g := Of(statements(400))
	if len(g.Nodes) > MaxNodes || len(g.Edges) > MaxEdges || g.Omitted == 0 || g.Fainter == 0 || !strings.Contains(g.DOT(Style{}), " of ") {
		t.Errorf("%d nodes, %d edges, %d and %d omitted", len(g.Nodes), len(g.Edges), g.Omitted, g.Fainter)
	}
	if testing.Short() {
		return
	}
	begin := time.Now()
	if _, err := Render(context.Background(), g, Style{}, SVG); err != nil {
		t.Error(err)
	}
	t.Logf("a full picture: %s", time.Since(begin))
}

// TestHostile draws names that would break out of any of the languages between.
func TestHostile(t *testing.T) {
	hostile := []string{`"]; evil [label="`, `</text><script>alert(1)</script>`, `a\`, `&lt;b&amp;`, "line\nbreak\x00\x1b", "\xff\xfe", `{|}<f0>`, "ضد", strings.Repeat("x", 500)}
	var list []schema.Statement
	for _, name := range hostile {
		list = append(list, schema.Statement{Act: schema.Accuse, Speaker: schema.Party{Name: name, Text: name}, Targets: []schema.Party{{ID: "actor/IRN", Name: name}}})
	}
	g := Of(list)
	out, err := Render(context.Background(), g, Style{NodeLink: func(n Node) string { return "/x?q=" + n.Name }, Title: hostile[1]}, SVG)
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(bytes.NewReader(out))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, out)
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "script" {
			t.Fatal("a script got in")
		}
	}
}

func TestRender(t *testing.T) {
	g := Of(statements(10))
	for _, f := range Formats {
		a, err := Render(context.Background(), g, Style{}, f)
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		b, err := Render(context.Background(), g, Style{}, f)
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: the same graph gives another picture (%v)", f, err)
		}
		if f == PNG {
			if _, err := png.Decode(bytes.NewReader(a)); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := Render(context.Background(), g, Style{}, "gif"); !errors.Is(err, ErrFormat) {
		t.Errorf("gif: %v", err)
	}
}

// What is painted are lines on white: neither are curves filled, nor is a colour left out.
func TestPNG(t *testing.T) {
	list := statements(12)
	b, err := Render(context.Background(), Of(list), Style{}, PNG)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	size := img.Bounds()
	white, seen := 0, make(map[color.NRGBA]int)
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			seen[c]++
			if c.R > 240 && c.G > 240 && c.B > 240 {
				white++
			}
		}
	}
	if all := size.Dx() * size.Dy(); white*10 < all*7 {
		t.Errorf("%d of %d pixels are white", white, all)
	}
	for i := range list {
		if c := colour(looks[GroupOf(list[i].Act)].colour); seen[c.(color.NRGBA)] == 0 {
			t.Errorf("no %s line", list[i].Act)
		}
	}
}

// Every node and edge is in the file, with its group, its tooltip and where it leads.
func TestSVG(t *testing.T) {
	g := Of(statements(4))
	out, err := Render(context.Background(), g, Style{
		NodeLink: func(n Node) string { return "/n?" + n.ID },
		EdgeLink: func(e Edge) string { return "/e?" + string(e.Act) },
	}, SVG)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Groups []struct {
			Class string `xml:"class,attr"`
			Link  struct {
				Where string `xml:"href,attr"`
				Title string `xml:"title"`
				Text  string `xml:"text"`
			} `xml:"a"`
		} `xml:"g"`
	}
	if err := xml.Unmarshal(out, &file); err != nil {
		t.Fatal(err)
	}
	found := make(map[string]int)
	for _, x := range file.Groups {
		found[x.Class+" "+x.Link.Where+" "+x.Link.Title+" "+x.Link.Text]++
	}
	wanted := 0
	want := func(key string) {
		wanted++
		if found[key] == 0 {
			t.Errorf("no %q", key)
		}
	}
	for _, n := range g.Nodes {
		want(fmt.Sprintf("node %s /n?%s %s: %d %s", n.class(), n.ID, n.Name, n.Count, shorten(n.Name, maxName)))
	}
	for _, e := range g.Edges {
		label := Style{}.label(e)
		want(fmt.Sprintf("edge %s /e?%s %s %s %s %s", GroupOf(e.Act), e.Act, g.name(e.From), label, g.name(e.To), label))
	}
	if wanted != len(file.Groups) {
		t.Errorf("%d groups, want %d", len(file.Groups), wanted)
	}
}

func BenchmarkRender(b *testing.B) {
	for name, g := range map[string]Graph{"few": Of(statements(4)), "full": Of(statements(400))} {
		for _, f := range []Format{SVG, PNG} {
			b.Run(name+"/"+string(f), func(b *testing.B) {
				for b.Loop() {
					if _, err := Render(context.Background(), g, Style{}, f); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
