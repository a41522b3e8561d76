package when

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"saksi/loaders/extract/segment"
	"saksi/schema"
)

// sentences lists, for each sentence, what is found in an article of Saturday
// 2022-12-10 unless a date stands before it: words = value.
var sentences = []struct{ lang, sentence, want string }{
	{"id", "Demikian seperti dikutip dari BBC, Sabtu (10/12/2022).", "Sabtu (10/12/2022) = 2022-12-10"},
	{"id", "Dia berbicara di Kiev, Selasa (4/4).", "Selasa (4/4) = 2022-04-04"},
	{"id", "2017-03-14: Hal itu dikutip Reuters, Selasa (14/4).", "Selasa (14/4) = 2017-03-14"},
	{"id", "Hal itu disampaikan Kamis (4/4) malam.", "Kamis (4/4) = 2022-04-04"},
	{"id", "Foto ini diambil di Kiev, Ukraina, Rabu (23/11/2022).", "Rabu (23/11/2022) = 2022-11-23"},
	{"id", "Rusia menyerang Odesa pada Senin.", "Senin = 2022-12-05"},
	{"id", "Sidang digelar pada hari Sabtu.", "Sabtu = 2022-12-10"},
	{"id", "Serangan yang menewaskan delapan orang pada 17 Oktober.", "17 Oktober = 2022-10-17"},
	{"id", "Pada Oktober 2022, Iran membantah.", "Oktober 2022 = 2022-10"},
	{"id", "Pada bulan Oktober 2022, Iran membantah.", "Oktober 2022 = 2022-10"},
	{"id", "Bulan lalu Iran mengakuinya.", "Bulan lalu = 2022-11"},
	{"id", "Pekan lalu dan pekan ini dua drone jatuh.", "Pekan lalu = 2022-11-28/2022-12-04; pekan ini = 2022-12-05/2022-12-11"},
	{"id", "Kemarin dan dua hari lalu terjadi serangan.", "Kemarin = 2022-12-09; dua hari lalu = 2022-12-08"},
	{"id", "Krimea direbut pada tahun 2014 lalu.", "tahun 2014 lalu = 2014"},
	{"id", "Perang berlangsung sejak 2014.", "2014 = 2014/.."},
	{"id", "Awal tahun ini Rusia menyerang.", "Awal tahun ini = 2022-01/2022-04"},
	{"id", "Iran memasok drone sebelum invasi Ukraina.", "invasi Ukraina = ../2022-02-24"},
	{"id", "Iran mengirim drone berbulan-bulan sebelum perang di Ukraina.", "berbulan-bulan sebelum perang di Ukraina = ../2022-02-24"},
	{"id", "Dua bulan sebelum invasi Rusia ke Ukraina, kedua pihak bertemu.", "Dua bulan sebelum invasi Rusia ke Ukraina = 2021-12"},
	{"id", "Sejak Rusia menginvasi Ukraina, harga naik.", "Rusia menginvasi Ukraina = 2022-02-24/.."},
	{"id", "Antara 2015 dan 2018 senjata itu dibeli.", "2015 dan 2018 = 2015/2018"},
	{"id", "Hubungan menghangat dari tahun 2015 hingga 2018.", "tahun 2015 hingga 2018 = 2015/2018"},
	{"id", "Dalam dua tahun terakhir Iran memasok drone.", "dua tahun terakhir = 2020-12-10/2022-12-10"},
	{"id", "Dukungan akan tumbuh dalam beberapa bulan mendatang.", "beberapa bulan mendatang = 2022-12-10/2023-03-10~"},
	{"id", "Gencatan senjata berlaku hingga 22 Desember tahun lalu.", "22 Desember tahun lalu = ../2021-12-22"},
	{"id", "Kedua menteri akan bertemu pada Senin di Wina.", "Senin = 2022-12-12"},
	{"id", "Presiden akan tiba pada 5 Januari.", "5 Januari = 2023-01-05"},
	{"id", "Rapat digelar Jumat pekan lalu.", "Jumat pekan lalu = 2022-12-02"},
	{"id", "Serangan drone itu terjadi Senin (5/12/2022) dini hari waktu setempat.", "Senin (5/12/2022) = 2022-12-05"},
	{"id", "Mulai 7 hingga 9 November pasukan mundur.", "7 hingga 9 November = 2022-11-07/.."},
	{"id", "Pada 1990-an keduanya bersekutu.", "1990-an = 199X"},
	{"id", "Menjelang akhir 2021 pasukan berkumpul.", "akhir 2021 = ../2021-09"},
	{"id", "Sekitar Oktober 2022 kapal itu tiba.", "Oktober 2022 = 2022-10~"},
	{"id", "Dua minggu lalu mereka berunding.", "Dua minggu lalu = 2022-11-26~"},
	{"id", "Setelah Perang Dunia II wilayah itu dibagi.", "Perang Dunia II = 1945-09-02/.."},
	{"id", "Sebanyak 2014 orang mengungsi dari 300 desa.", ""},
	{"id", "Pesawat MH17 dan F-16 bernilai US$ 2014 juta.", ""},
	{"id", "Rusia lalu membantah tuduhan itu.", ""},
	{"id", "Skornya 4/4 di depan gedung ini.", ""},
	{"id", "Tidak ada perang di sini.", ""},
	{"id", "Tambah 12,5 persen dari 1.950 ton pada pukul 13.00 WIB.", ""},
	{"en", "Kirby said on Tuesday that Iran sent drones.", "Tuesday = 2022-12-06"},
	{"en", "Last week Russia struck Odesa.", "Last week = 2022-11-28/2022-12-04"},
	{"en", "Eight people were killed on October 17.", "October 17 = 2022-10-17"},
	{"en", "Eight people were killed on 17 October 2022, he said.", "17 October 2022 = 2022-10-17"},
	{"en", "The plane was lost on Dec. 3.", "Dec. 3 = 2022-12-03"},
	{"en", "Russia seized Crimea in 2014.", "2014 = 2014"},
	{"en", "It has shelled the town since March.", "March = 2022-03/.."},
	{"en", "Earlier this year Russia invaded.", "Earlier this year = 2022-01-01/2022-12-10"},
	{"en", "They met two months ago.", "two months ago = 2022-10"},
	{"en", "The arms were bought between 2015 and 2018.", "2015 and 2018 = 2015/2018"},
	{"en", "The ministry said late Monday the claim was false.", "late Monday = 2022-12-05"},
	{"en", "Russia struck Odesa overnight.", "overnight = 2022-12-09/2022-12-10"},
	{"en", "The note is dated 2022-10-17.", "2022-10-17 = 2022-10-17"},
	{"en", "Iran sent them months before the war in Ukraine.", "months before the war in Ukraine = ../2022-02-24"},
	{"en", "Iran sent them before Russia's full-scale invasion of Ukraine.", "Russia's full-scale invasion of Ukraine = ../2022-02-24"},
	{"en", "The two met three weeks before Russia invaded Ukraine.", "three weeks before Russia invaded Ukraine = 2022-02-03"},
	{"en", "2023-11-02: It has been so since the October 7 attack.", "October 7 attack = 2023-10-07/.."},
	{"en", "2018-05-06: Since the invasion of Iraq it has changed.", "invasion of Iraq = 2003-03-20/.."},
	{"en", "Iran admits it sent drones to Russia before the war, Ukraine says.", "the war = ../2022-02-24"},
	{"en", "Iran says that Iran armed itself before the war.", ""},
	{"en", "The ministers will meet on Monday in Vienna.", "Monday = 2022-12-12"},
	{"en", "They met before Thursday's summit, USA TODAY wrote.", "Thursday = ../2022-12-15"},
	{"en", "It happened on the 17th of October.", "17th of October = 2022-10-17"},
	{"en", "Reports from mid-October and late 2021 agree.", "mid-October = 2022-10-11/2022-10-20; late 2021 = 2021-09/2021-12"},
	{"en", "By the end of the year Iran had sent more.", "end of the year = ../2022-12"},
	{"en", "He said so on Friday, Dec. 2, 2022.", "Friday, Dec. 2, 2022 = 2022-12-02"},
	{"en", "Over the past two years the groups have fought.", "past two years = 2020-12-10/2022-12-10"},
	{"en", "Over the past year it has launched missiles, and this happens in war.", "past year = 2021-12-10/2022-12-10"},
	{"id", "Kata juru bicara junta Zaw Min Tun, Min (4/12).", "Min (4/12) = 2022-12-04"},
	{"en", "A year ago the talks began.", "A year ago = 2021"},
	{"en", "Tuesday’s attack followed Monday's talks.", "Tuesday = 2022-12-06; Monday = 2022-12-05"},
	{"en", "In the 1990s they were allies.", "1990s = 199X"},
	{"en", "The deal was signed in March of last year.", "March of last year = 2021-03"},
	{"en", "Iran may send more and troops march on.", ""},
	{"en", "The May vote, Sunday Times and 2,014 troops.", ""},
	{"en", "A total of 2014 shells and an F-16 fell in a second.", ""},
	{"en", "An attack killed 17 people after the attack.", ""},
	{"en", "The 30-year-old was the first to go after the war.", ""},
	{"fr", "Le 2022-10-17 à Paris, mardi.", "2022-10-17 = 2022-10-17"},
}

func TestFind(t *testing.T) {
	for _, c := range sentences {
		published, sentence := saturday, c.sentence
		if len(sentence) > 12 && sentence[10:12] == ": " {
			published, sentence = sentence[:10], sentence[12:]
		}
		var got []string
		for _, m := range findAll(c.lang, sentence, published) {
			got = append(got, sentence[m.Start:m.End]+" = "+m.Value)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s\n\t got  %s\n\t want %s", sentence, g, c.want)
		}
	}
}

// findAll reads the text as one sentence.
func findAll(lang, text, published string) []Mention {
	t := &segment.Text{Source: text, Lang: lang, Sentences: []segment.Sentence{{End: int32(len(text))}}}
	return NewReader(lang).Find(t, 0, published)
}

func TestMention(t *testing.T) {
	got := findAll("id", "Sejak bulan lalu Rusia menyerang, kata Kirby pada Senin.", saturday)
	want := []Mention{
		{Start: 6, End: 16, Value: "2022-11/..", Relative: true, Kind: Deictic, Prep: "sejak"},
		{Start: 50, End: 55, Value: "2022-12-05", Relative: true, Kind: Date, Prep: "pada"},
	}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// Without a date of publication, relative expressions have no value.
func TestUnknownPublication(t *testing.T) {
	for _, c := range sentences {
		for _, published := range []string{"", "2022", "2022-31-31", "yesterday"} {
			for _, m := range findAll(c.lang, c.sentence, published) {
				if m.Relative == (m.Value != "") {
					t.Errorf("%s: %+v", c.sentence, m)
				}
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range sentences {
		f.Add(c.lang, c.sentence, saturday)
	}
	f.Add("en", "\xe2\x80 17 \xc2 s' May-", "2024-02-29")
	f.Add("id", "9999 tahun lalu, 29 Februari pekan depan", "1000-01-01")
	f.Fuzz(func(t *testing.T, lang, text, published string) {
		last := int32(0)
		for _, m := range findAll(lang, text, published) {
			if m.Start < last || m.End <= m.Start || int(m.End) > len(text) {
				t.Fatalf("%q: %+v after %d", text, m, last)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[m.Start:m.End]) {
				t.Fatalf("%q: %q is cut within a letter", text, text[m.Start:m.End])
			}
			if m.Value != "" {
				if _, err := schema.ParseTime(m.Value); err != nil {
					t.Fatalf("%q on %q: %+v: %v", text, published, m, err)
				}
			}
			last = m.End
		}
	})
}

// The sample articles and the gold say when they were published, once.
func TestArticleHeaders(t *testing.T) {
	for _, folder := range []string{"../testdata/gold", "../../../seeds/articles"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d articles, error %v", folder, len(files), err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			head, _, _ := strings.Cut(string(b), "\n\n")
			dates := 0
			for line := range strings.Lines(head) {
				if _, ok := HeaderDate(line); ok {
					dates++
				}
			}
			if dates != 1 {
				t.Errorf("%s: %d dates in %q", f, dates, head)
			}
		}
	}
}

func TestNoAllocation(t *testing.T) {
	for lang, s := range dateless {
		r := NewReader(lang)
		if n := testing.AllocsPerRun(100, func() { r.find(s, 0, len(s), saturday) }); n != 0 {
			t.Errorf("%s: %v allocations in a sentence without dates", lang, n)
		}
	}
}

var dateless = map[string]string{
	"id": "Kirby mengatakan bahwa kemitraan antara Iran dan Rusia untuk memproduksi drone akan berbahaya bagi Ukraina, tetangga Iran, dan komunitas internasional.",
	"en": "The spokesman for the ministry told reporters that the government had no knowledge of the transfer of weapons, and called the allegations baseless and harmful.",
}

func BenchmarkFindNone(b *testing.B) {
	for lang, s := range dateless {
		r := NewReader(lang)
		b.Run(lang, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.find(s, 0, len(s), saturday)
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	const s = "Ukraina menuduh Iran memasok Rusia dengan drone yang digunakan dalam serangan yang menewaskan delapan orang pada 17 Oktober."
	r := NewReader("id")
	b.ReportAllocs()
	for b.Loop() {
		r.find(s, 0, len(s), saturday)
	}
}
