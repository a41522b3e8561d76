package corpus

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"saksi/schema"
	"saksi/seeds"
)

// Articles are the same in whatever order, and by however many, they are made.
func TestAnyOrder(t *testing.T) {
	const articles = 300
	want := make([]schema.Document, articles)
	for n, g := 0, New(3); n < articles; n++ {
		want[n] = g.Article(n)
	}
	g, backwards := New(3), New(3)
	var all sync.WaitGroup
	for n := articles - 1; n >= 0; n-- {
		if got := backwards.Article(n); got != want[n] {
			t.Errorf("article %d, made backwards, differs", n)
		}
		all.Go(func() {
			if got := g.Article(n); got != want[n] {
				t.Errorf("article %d, made beside others, differs", n)
			}
		})
	}
	all.Wait()
	if New(4).Article(0) == want[0] {
		t.Error("another seed gives the same article")
	}
	const far = 1_000_000_007
	if a, b := New(3).Article(far), g.Article(far); a != b {
		t.Errorf("article %d differs from itself", far)
	}
}

// The fields are those that loaders fill.
func TestFields(t *testing.T) {
	g := New(1)
	urls, langs := map[string]bool{}, map[string]int{}
	const articles = 2000
	for n := range articles {
		d := g.Article(n)
		langs[d.Lang]++
		if d.ID != "" || d.Author != "" || d.Title == "" || d.Publisher == "" || d.Text == "" {
			t.Fatalf("article %d: %+v", n, d)
		}
		if d.Lang != g.Lang(n) {
			t.Errorf("article %d is in %q, Lang says %q", n, d.Lang, g.Lang(n))
		}
		if at, err := time.Parse(time.RFC3339, d.Published); err != nil || at.Year() < 2019 || at.Year() > 2025 {
			t.Errorf("article %d: published %q (%v)", n, d.Published, err)
		}
		if host := strings.Split(d.URL, "/")[2]; !strings.HasSuffix(host, ".example") || urls[d.URL] {
			t.Errorf("article %d: address %s", n, d.URL)
		}
		urls[d.URL] = true
	}
	if n := langs["en"]; n < articles*45/100 || n > articles*55/100 || n+langs["id"] != articles {
		t.Errorf("languages: %v", langs)
	}
}

// No publisher has the name of a real one.
func TestPublishers(t *testing.T) {
	real := map[string]string{}
	for _, r := range seeds.Records() {
		for _, n := range r.Names {
			real[strings.ToLower(n.Text)] = string(r.ID)
		}
	}
	for _, g := range theWorld().grammars {
		if len(g.publishers) < 20 {
			t.Errorf("%s: %d publishers", g.lang.code, len(g.publishers))
		}
		for _, p := range g.publishers {
			if id := real[strings.ToLower(p)]; id != "" {
				t.Errorf("%s is %s", p, id)
			}
		}
	}
}

// Each twentieth article tells of the event of an earlier one in other words.
func TestRetold(t *testing.T) {
	g := New(1)
	again, across := 0, 0
	for n := range 4000 {
		first := g.firstOf(n)
		switch {
		case n%retold == retold-1 && (first >= n || n-first > near+1 || g.firstOf(first) != first):
			t.Errorf("article %d tells of the event of %d", n, first)
		case first == n:
			continue
		}
		again++
		a, b := g.Article(first), g.Article(n)
		if a.Lang != b.Lang {
			across++
		}
		if a.Text == b.Text || a.URL == b.URL {
			t.Errorf("article %d is article %d", n, first)
		}
		if a.Published[:10] > b.Published[:10] && dayOf(t, a)-dayOf(t, b) > 1 {
			t.Errorf("article %d appears on %s, before %d on %s", n, b.Published, first, a.Published)
		}
	}
	if again != 200 || across < 60 || across > 140 {
		t.Errorf("%d of 4000 tell again, %d of them in another language", again, across)
	}
}

func dayOf(t *testing.T, d schema.Document) int {
	at, err := time.Parse(time.RFC3339, d.Published)
	if err != nil {
		t.Fatal(err)
	}
	return dayNumber(at.Date())
}

// Who speaks for a state held an office on that day, by the seeds.
func TestInOffice(t *testing.T) {
	actors := map[string]*schema.Actor{}
	for i, all := 0, seeds.Records(); i < len(all); i++ {
		actors[strings.TrimSuffix(all[i].Name(), ".")] = &all[i].Actor
	}
	g, w := New(1), &writer{}
	named := 0
	for n := range 1000 {
		e := g.draw(w, n)
		date := dateOf(e.day).Format(time.DateOnly)
		for i := range personX {
			c := &e.people[i]
			if c.name == "" {
				continue
			}
			named++
			if a := actors[c.name]; a == nil || seeds.OfficeOn(a, date) == nil {
				t.Errorf("%s holds no office on %s", c.name, date)
			}
		}
	}
	if named < 6000 {
		t.Errorf("%d named speakers in 1000 events", named)
	}
}

// misprints must stand in no text.
var misprints = regexp.MustCompile(strings.Join([]string{
	`[{}|*~^]`,         // of the grammar
	`  `, ` [,.;:!?)]`, // spaces
	`\.\.`, `,,`, `,\.`, // stops
	`\( `, `""`, `" "\w`, // brackets and quotation marks
	`[^\d]\.[A-Za-z]{3}`,   // no space behind a stop
	`\b[Tt]he the\b`,       // an article twice
	`\ba [aeio]\w`,         // "a official"
	`\ban [bcdfgjkpqtvwz]`, // "an report"
	`s's\b`,                // "States's"
	`[a-z][.?!]"? [a-z]`,   // a sentence without a capital
	`(?m)^[a-z]`,           // a paragraph without one
	`(?m)[^\n."?!)]$`,      // a paragraph without an end
}, "|"))

// fine looks like a misprint and is none.
var fine = regexp.MustCompile(`U\.S\.|\.com\b|\ba (one|uni|use|eur|Eur)`)

func TestText(t *testing.T) {
	g := New(5)
	for n := range 1500 {
		d := g.Article(n)
		text := fine.ReplaceAllString(d.Text, "X")
		if d.Lang == "id" {
			text = strings.ReplaceAll(text, "a a", "a A")
		}
		if at := misprints.FindStringIndex(text); at != nil {
			t.Errorf("article %d (%s): %q in …%s…", n, d.Lang, text[at[0]:at[1]], text[max(0, at[0]-60):min(len(text), at[1]+40)])
		}
		if strings.Count(d.Text, `"`)%2 != 0 || !utf8.ValidString(d.Text) {
			t.Errorf("article %d: quotation marks or encoding:\n%s", n, d.Text)
		}
		if strings.ContainsAny(d.Title, "{}") || strings.Contains(d.Title, "  ") || strings.HasSuffix(d.Title, ".") && !strings.HasSuffix(d.Title, "U.S.") {
			t.Errorf("article %d: headline %q", n, d.Title)
		}
	}
}

// endsOfSentence cuts a text where sentences end.
var endsOfSentence = regexp.MustCompile(`[.?!]"?(\s|$)`)

// tokens are words and numbers.
var tokens = regexp.MustCompile(`[\pL\pN]+([.,'-][\pL\pN]+)*`)

// Articles are as long as news, seldom repeat a sentence, and bring ever new words.
func TestVariety(t *testing.T) {
	const articles, long = 10_000, 40
	g := New(1)
	seen, words := map[string]bool{}, map[string]bool{}
	sentences, told, repeated, running, half := 0, 0, 0, 0, 0
	fewest, most := math.MaxInt, 0
	for n := range articles {
		text := strings.ReplaceAll(g.Article(n).Text, "U.S.", "US")
		in := 0
		for _, p := range strings.Split(text, "\n\n") {
			for _, s := range endsOfSentence.Split(p, -1) {
				if s == "" {
					continue
				}
				in++
				if len(s) <= long {
					continue
				}
				told++
				if seen[s] {
					repeated++
				}
				seen[s] = true
			}
		}
		sentences, fewest, most = sentences+in, min(fewest, in), max(most, in)
		for _, w := range tokens.FindAllString(text, -1) {
			running++
			words[w] = true
		}
		if n == articles/2 {
			half = len(words)
		}
	}
	perSentence := float64(repeated) / float64(told)
	t.Logf("an article has %.1f sentences (%d to %d) and %.0f words; %d different ones in %d articles, %d in half of them; %.2f %% of sentences repeat another",
		float64(sentences)/articles, fewest, most, float64(running)/articles, len(words), articles, half, 100*perSentence)
	for _, c := range []struct {
		what            string
		got, least, top float64
	}{
		{"sentences an article", float64(sentences) / articles, 18, 24},
		{"words an article", float64(running) / articles, 320, 400},
		{"sentences of the shortest", float64(fewest), 7, 12},
		{"sentences of the longest", float64(most), 34, 46},
		{"different words", float64(len(words)), 20_000, 200_000},
		{"growth of the vocabulary", float64(len(words)) / float64(half), 1.3, 2},
		{"share of sentences that repeat another", perSentence, 0, 0.02},
	} {
		if c.got < c.least || c.got > c.top {
			t.Errorf("%s: %.3f, want %v to %v", c.what, c.got, c.least, c.top)
		}
	}
}

func BenchmarkArticle(b *testing.B) {
	g := New(1)
	bytes := 0
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		bytes += len(g.Article(i).Text)
	}
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(b.N)/seconds, "articles/s")
	b.ReportMetric(float64(bytes)/1e6/seconds, "MB/s")
}

func ExampleGenerator_Article() {
	d := New(1).Article(3)
	fmt.Println(d.Lang, d.Published[:10], d.Title)
	// Output:
	// id 2023-05-19 Pantai Gading Peringatkan China soal Roket untuk Ukraina
}
