package article

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// awkward are pages as they are in the wild, written for this test: what must be read
// of them, and what stands on the page but belongs to nobody's story. A document is
// its address, title, publisher, author, date and language.
var awkward = []struct {
	page, contentType string
	docs              []string
	has, lacks        []string
}{
	{page: "paywall", docs: []string{"https://host.example/dir/page|Oslo Tolak Tuduhan Penyadapan|Harian Contoh||2024-02-11T06:30:00+07:00|id"},
		has:   []string{"menolak tuduhan bahwa dinas rahasianya", "meminta bukti diserahkan"},
		lacks: []string{"pelanggan", "erlangganan", "Rp 1.000", "Akses tanpa batas", "Masuk"}},
	{page: "paywall-en", docs: []string{"https://host.example/dir/page|Lisbon rejects fishing claim|host.example||2022-10-03|en"},
		has: []string{"Portugal rejected", "for the whole of the voyage"}, lacks: []string{"ubscri", "Log in", "1 free article"}},
	{page: "liveblog", docs: []string{"https://host.example/dir/page|Summit live: leaders argue over the canal|Morning Example||2024-06-01T07:00:00Z|en"},
		has:   []string{"Panama answers\n\nPanama said", "Chile urged both", "The delegations have arrived"},
		lacks: []string{"Share on", "refreshes", "Load more", "09:40"}},
	{page: "liveblog-long", docs: []string{"|Ministry: no talks today|host.example||2023-09-12T11:20:00Z|en", "|Trains stand still|host.example||2023-09-12T06:10:00Z|en"},
		has: []string{"It accused the union", "The railway company blamed the union"}, lacks: []string{"11:20", "06:10"}},
	{page: "amp", docs: []string{"https://warta.example/dunia/kapal-77|Kapal Ditahan di Selat|Warta Contoh|Sari Contoh|2021-08-19T13:05:00+07:00|id"},
		has:   []string{"menuduh nakhodanya", "Pemilik kapal membantah"},
		lacks: []string{"kuki", "sepatu", "Bagikan", "{{", "Politik dan hukum", "nanti"}},
	{page: "several", docs: []string{"https://host.example/arsip/a|Kenya Kecam Serangan|Buletin Contoh||2020-05-03|id", "https://host.example/arsip/b|Fiji Janjikan Bantuan|Buletin Contoh||2020-05-02|id"},
		has: []string{"para pelaku akan dituntut", "kapal pertama berangkat"}, lacks: []string{"Cuaca", "Hujan"}},
	{page: "comments", docs: []string{"https://host.example/dir/page|Mayor denies bridge deal|host.example||2019-03-14|en"},
		has: []string{"denied on Thursday", "whoever owned it"}, lacks: []string{"She lies", "Old sailor", "email address", "blame the whole", "harbourfox", "Comments"}},
	{page: "boilerplate", docs: []string{"https://host.example/dir/page|Menteri Peringatkan Pabrik|Kabar Daerah||2022-07-07|id"},
		has:   []string{"memperingatkan sebuah pabrik pupuk", "Kami akan menutup", "Direktur pabrik membantah"},
		lacks: []string{"Foto", "Jernih", "Warga Tuduh", "ADVERTISEMENT", "anjutkan", "SCROLL", "Gambas", "Simak", "selanjutnya", "rin/bud", "Editor", "Tag:", "Dapatkan", "POPULER", "Bupati", "Gubernur", "Presiden", "Polisi"}},
	{page: "captions", docs: []string{"https://host.example/dir/page|Envoys meet by the lake|host.example||2018-04-27|en"},
		has: []string{"agreed to open the road", "would stand aside"}, lacks: []string{"accused reporters", "threatened", "denied everything", "Somebody Else", "Getty", "dawn"}},
	{page: "charset-wrong", docs: []string{"https://host.example/dir/page|São Tomé protests|host.example||2017-11-02|en"},
		has: []string{"“reckless” shelling — its word", "café"}, lacks: []string{"Ã", "â€"}},
	{page: "charset-lies", docs: []string{"https://host.example/dir/page|Curaçao answers Málaga|host.example||2016-01-20|en"},
		has: []string{"“We hid nothing,”", "Málaga’s lawyers", "letters – all"}, lacks: []string{"\ufffd"}},
	{page: "charset-header", contentType: "text/html; charset=ISO-8859-2", docs: []string{"https://host.example/dir/page|Łódź odrzuca zarzuty|host.example|||"},
		has: []string{"Władze miasta odrzuciły w środę zarzuty", "urzędników"}, lacks: []string{"³", "\ufffd"}},
	{page: "ld-array", docs: []string{"https://coast.example/w/1|Ghana & Togo sign|Coast Example|Ama Example, Kofi Example|2024-01-09T10:00:00Z|en"},
		has: []string{"Ghana and Togo signed", "handed back"}},
	{page: "ld-graph", docs: []string{"https://suara.example/p/9|Laos Setuju Buka Bendungan|Suara Contoh|Dewi Contoh|2023-03-21T08:00:00+07:00|id"},
		has: []string{"Laos setuju membuka", "Utusan itu menyambut"}},
	{page: "ld-broken", docs: []string{"https://host.example/dir/page|Malta accuses trader|Island Example||2020-12-01T12:00:00Z|en"},
		has: []string{"selling passports", "answer in court"}, lacks: []string{"CDATA", "schema.org"}},
	{page: "bare", docs: []string{"https://host.example/dir/page|Villagers say dam was never inspected|host.example||2015-08-12|"},
		has: []string{"\n\nVillagers below the dam", "it was built.\n\nThe company", "that inspectors had come"}, lacks: []string{"Write to us"}},
	{page: "tables", docs: []string{"https://host.example/dir/page|The Old Gazette: Senate blames ministry|host.example||2003-02-18|"},
		has:   []string{"\n\nThe senate blamed the ministry", "in the cellar.\n\nThe minister said", "\n\nShe promised", "\n\nThe senate will vote in April."},
		lacks: []string{"Weather", "Shipping", "Advertise", "Letters"}},
	{page: "two-dates", docs: []string{"https://host.example/dir/page|Court frees captain|host.example||2021-05-06T17:30:00Z|en"}, has: []string{"A court freed"}},
	{page: "two-dates-id", docs: []string{"https://host.example/dir/page|Pengadilan Bebaskan Nakhoda|host.example||2021-05-06T10:30:00+07:00|id"}, has: []string{"Jaksa mengatakan"}, lacks: []string{"WIBD"}},
	{page: "canonical", docs: []string{"https://gazette.example/news/2019/ash|Iceland warns of ash|gazette.example||2019-10-10T09:00:00Z|en"}, has: []string{"Iceland warned airlines"}},
	{page: "print", docs: []string{"https://lini.example/berita/55/nauru-tagih-utang|Nauru Tagih Utang|lini.example||2020-06-05T14:00:00+07:00|"},
		has: []string{"Nauru menagih utang", "meminta pemerintah membuka"}, lacks: []string{"etak", "2024", "Sumber"}},
	{page: "pages", docs: []string{"https://kanal.example/wawancara/8?page=2|Wawancara Gubernur Bank|kanal.example||2022-02-02T02:02:02Z|id"},
		has: []string{"suku bunga tidak akan naik", "Ia membantah pernah"}, lacks: []string{"Halaman", "Tampilkan", "Sebelumnya"}},
	{page: "wrapper", docs: []string{"https://host.example/dir/page|Union threatens strike|host.example||2014-09-30|en"},
		has: []string{"threatened on Tuesday", "sacked nobody"}, lacks: []string{"Most read", "horses", "inbox"}},
	{page: "script-only", docs: []string{"https://host.example/dir/page|Tonga thanks divers|host.example||2022-01-22|en"},
		has: []string{"Tonga thanked", `"as a gift"`}, lacks: []string{"JavaScript", "Also read", "__STATE__"}},
	{page: "embeds", docs: []string{"https://host.example/dir/page|Palau “regrets” note|host.example||2023-12-12|en"},
		has:   []string{"that it regretted a note", "embassy — the third", "We never meant", "\n\nThe envoy accepted the apology.", "\n\nThe note will be"},
		lacks: []string{"draft", "gardener", "color"}},
}

func TestAwkwardPages(t *testing.T) {
	files, err := filepath.Glob("testdata/awkward/*.html")
	if err != nil || len(files) != len(awkward) {
		t.Errorf("%d pages, %d tests (%v)", len(files), len(awkward), err)
	}
	for _, tt := range awkward {
		t.Run(tt.page, func(t *testing.T) {
			b, err := os.ReadFile("testdata/awkward/" + tt.page + ".html")
			if err != nil {
				t.Fatal(err)
			}
			docs, _, err := Page(b, tt.contentType, "https://host.example/dir/page")
			if err != nil {
				t.Fatal(err)
			}
			var got, texts []string
			for _, d := range docs {
				got = append(got, strings.Join([]string{d.URL, d.Title, d.Publisher, d.Author, d.Published, d.Lang}, "|"))
				texts = append(texts, d.Text)
			}
			if diff := cmp.Diff(tt.docs, got); diff != "" {
				t.Error(diff)
			}
			text := strings.Join(texts, "\n\n")
			missing := slices.DeleteFunc(slices.Clone(tt.has), func(s string) bool { return strings.Contains(text, s) })
			extra := slices.DeleteFunc(slices.Clone(tt.lacks), func(s string) bool { return !strings.Contains(text, s) })
			if len(missing)+len(extra) > 0 {
				t.Errorf("lacks %q, has %q:\n%s", missing, extra, text)
			}
		})
	}
}

// Without the address it came from, a page has only what it says of itself.
func TestAwkwardAddress(t *testing.T) {
	for html, want := range map[string]string{
		`<link rel="canonical" href="/a/b">`: "",
		`<link rel="canonical" href="/a/b"><meta property="og:url" content="https://x.example/c">`: "https://x.example/c",
		`<base href="https://x.example/d/"><link rel="canonical" href="e">`:                        "https://x.example/d/e",
		`<base href="/f/"><link rel="canonical" href="g">`:                                         "",
	} {
		if got := page(t, html+"<p>"+para+"</p>")[0].URL; got != want {
			t.Errorf("%s: %q, want %q", html, got, want)
		}
	}
}

// What looks like the end of a stub is not one where nothing stands before it.
func TestEndOfStub(t *testing.T) {
	d := page(t, "<p>Already a subscriber? Log in</p><p>"+para+"</p><p>Boris answered that the sky was blue and that he would not say more.</p>")[0]
	if strings.Contains(d.Text, "subscriber") || !strings.Contains(d.Text, "sky was blue") {
		t.Errorf("%q", d.Text)
	}
}

// A link that is a sentence is part of the story, one that is a headline leads away.
func TestLinksAlone(t *testing.T) {
	d := page(t, "<p>"+para+`</p><p><a href="/a">The king agreed to leave.</a></p><p><a href="/b">King Leaves Capital</a></p><p>`+strings.ReplaceAll(para, "Monday", "Sunday")+"</p>")[0]
	if !strings.Contains(d.Text, "agreed to leave") || strings.Contains(d.Text, "Leaves Capital") {
		t.Errorf("%q", d.Text)
	}
}
