package entity

import (
	"strings"
	"testing"

	"saksi/schema"
)

// refCase asks who a word of the last sentence of a text means.
type refCase struct {
	date, text, word string
	want             string // "IRN", "USA(Name)", "IRN mod", "person:Name", "unnamed", "RUS+IRN", ""
	span             string // the mention as written; "" is not checked
}

var englishRefs = []refCase{
	{"2020-02-01", "The Russian foreign minister, Sergei Lavrov, denied the report.", "minister", "RUS(Sergei Lavrov)", "The Russian foreign minister, Sergei Lavrov"},
	{"2020-02-01", "Iranian Foreign Minister Mohammad Javad Zarif rejected the claim.", "Zarif", "IRN(Mohammad Javad Zarif)", "Iranian Foreign Minister Mohammad Javad Zarif"},
	{"2020-02-01", "Iran's foreign ministry said the claim was false.", "ministry", "IRN", "Iran's foreign ministry"},
	{"2020-02-01", "The White House condemned the attack.", "House", "USA", "The White House"},
	{"2020-02-01", "Pyongyang fired a missile on Sunday.", "Pyongyang", "PRK", "Pyongyang"},
	{"2020-02-01", "Iranian officials denied it.", "officials", "IRN", "Iranian officials"},
	{"2020-02-01", "Iranian protesters marched through the town.", "protesters", "unnamed", "Iranian protesters"},
	{"2020-02-01", "Ukraine shot down Iranian drones.", "drones", "IRN mod", ""},
	{"2020-02-01", "Ukraine shot down Iranian drones.", "Iranian", "IRN mod", ""},
	{"2019-06-01", "The US president called the deal a mistake.", "president", "USA(Donald Trump)", "The US president"},
	{"2023-06-01", "The US president called the deal a mistake.", "president", "USA(Joe Biden)", "The US president"},
	{"2023-06-01", "Former president Donald Trump called the deal a mistake.", "Trump", "person:Donald Trump", ""},
	{"2022-06-01", "A spokesman for the Syrian defence ministry denied the charge.", "spokesman", "SYR", ""},
	{"2022-06-01", "Turkish Foreign Ministry spokeswoman Aylin Demirkan said the talks failed.", "Demirkan", "TUR(Aylin Demirkan)", "Turkish Foreign Ministry spokeswoman Aylin Demirkan"},
	{"2022-06-01", "Turkish Foreign Ministry spokeswoman Aylin Demirkan said the talks failed. Demirkan blamed Greece.", "Demirkan", "TUR(Aylin Demirkan)", "Demirkan"},
	{"2022-06-01", "Turkish Foreign Ministry spokeswoman Aylin Demirkan said the talks failed. She blamed Greece.", "She", "TUR(Aylin Demirkan)", "She"},
	{"2022-06-01", "Guyanese Foreign Ministry spokesman Imran Ali said the talks failed. Ali blamed Peru.", "Ali", "GUY(Imran Ali)", "Ali"},
	{"2022-06-01", "Egypt and Ethiopia met in Geneva. The two countries signed a treaty.", "countries", "EGY+ETH", "The two countries"},
	{"2022-06-01", "Mali accused Algeria. Mali, Niger and Chad left Algeria. Both countries closed the border.", "countries", "MLI+DZA", ""},
	{"2022-06-01", "France, Germany and Peru met. They condemned it.", "They", "FRA+DEU+PER", ""},
	{"2022-06-01", "The army shelled a village in Sudan. The United Nations condemned Sudan. The country denied it.", "country", "SDN", ""},
	{"2022-06-01", "Hamas fired rockets. The group said it would fire more.", "group", "HAMAS", "The group"},
	{"2022-06-01", "The United Nations Security Council met on Monday.", "Council", "UNSC", ""},
	{"2022-06-01", "Analysts said the claim was false.", "Analysts", "unnamed", ""},
	{"2022-06-01", "Israel's army struck a house.", "army", "ISR", ""},
	{"2022-06-01", "The leaders of the two Koreas shook hands.", "Koreas", "PRK+KOR", ""},
	{"2022-06-01", "Opposition leader Karel Nowak accused the government.", "Nowak", "person:Karel Nowak", ""},
	{"2022-06-01", "U.N. envoy Willem Van Der Berg left. Van Der Berg accused nobody.", "Berg", "UN(Willem Van Der Berg)", "Van Der Berg"},
	{"2022-06-01", "The king of Jordan left, and Jordan closed the border.", "Jordan", "JOR", ""},
	{"2023-12-26", "Iran denied it. The rebels boarded the ship Horizon Leader on Monday.", "Leader", "person:Horizon Leader", ""},
	{"2023-12-26", "The rebels boarded the ship Horizon Leader on Monday. Iran's Supreme Leader rejected it.", "Leader", "IRN(Ali Khamenei)", ""},
	{"2022-06-01", "Saudi-led coalition jets hit a market in Yemen.", "coalition", "SAUDICOALITION", ""},
}

var indonesianRefs = []refCase{
	{"2022-12-10", "Rusia tidak bersalah, kata juru bicara dewan keamanan nasional AS John Kirby.", "Kirby", "USA(John Kirby)", "juru bicara dewan keamanan nasional AS John Kirby"},
	{"2022-12-10", "Juru bicara Gedung Putih Bill Harlan membantah. Harlan menuduh Iran.", "Harlan", "USA(Bill Harlan)", "Harlan"},
	{"2022-12-10", "Menteri Luar Negeri Inggris James Cleverly menuduh Iran.", "Menteri", "GBR(James Cleverly)", "Menteri Luar Negeri Inggris James Cleverly"},
	{"2022-12-10", "Kementerian Luar Negeri Iran membantah tuduhan itu.", "Kementerian", "IRN", "Kementerian Luar Negeri Iran"},
	{"2022-12-10", "Teheran membantah tuduhan itu.", "Teheran", "IRN", "Teheran"},
	{"2022-12-10", "Pejabat Suriah itu membantah laporan tersebut.", "Pejabat", "SYR", "Pejabat Suriah itu"},
	{"2022-12-10", "Tentara Israel menembak seorang warga.", "Israel", "ISR", ""},
	{"2022-12-10", "Ukraina menembak jatuh drone Iran.", "drone", "IRN mod", ""},
	{"2022-12-10", "Rusia dan Iran menandatangani perjanjian. Kedua negara juga berlatih bersama.", "negara", "RUS+IRN", "Kedua negara"},
	{"2022-12-10", "Fiji menuduh Moskow dan Pyongyang. Rusia membalas bahwa kerja sama kedua negara sah.", "negara", "RUS+PRK", ""},
	{"2022-12-10", "Presiden Ukraina Volodymyr Zelensky berpidato. Dia menuduh Rusia.", "Dia", "UKR(Volodymyr Zelensky)", "Dia"},
	{"2022-12-10", "Menlu Retno menolak usul itu.", "Retno", "IDN(Retno Marsudi)", "Menlu Retno"},
	{"2022-12-10", "Sekjen PBB Antonio Guterres mengecam serangan itu.", "Guterres", "UN(Antonio Guterres)", "Sekjen PBB Antonio Guterres"},
	{"2022-12-10", "Sejumlah analis meragukan laporan itu.", "analis", "unnamed", ""},
	{"2022-12-10", "Duta Besar Korut untuk PBB, Ri Chol Min, membantah tuduhan itu.", "Duta", "PRK(Ri Chol Min)", "Duta Besar Korut untuk PBB, Ri Chol Min"},
	{"2022-12-10", "Hizbullah menembakkan roket. Kelompok itu membantah menyasar warga.", "Kelompok", "HEZBOLLAH", "Kelompok itu"},
	{"2022-12-10", "Kepala Badan Tenaga Atom Internasional (IAEA) Rafael Grossi mendesak Rusia mundur.", "Kepala", "IAEA(Rafael Grossi)", "Kepala Badan Tenaga Atom Internasional (IAEA) Rafael Grossi"},
	{"2022-12-10", "Menteri Luar Negeri (Menlu) RI Retno Marsudi menolak usul itu.", "Marsudi", "IDN(Retno Marsudi)", "Menteri Luar Negeri (Menlu) RI Retno Marsudi"},
	{"2022-12-10", "Menhan AS Lloyd Austin tiba di Kyiv.", "Menhan", "USA(Lloyd Austin)", "Menhan AS Lloyd Austin"},
	{"2022-12-10", "Perdana Menteri Israel, Yair Lapid, menolak gencatan senjata.", "Perdana", "ISR(Yair Lapid)", "Perdana Menteri Israel, Yair Lapid"},
	{"2023-12-10", "PM Netanyahu menolak gencatan senjata.", "Netanyahu", "ISR(Benjamin Netanyahu)", "PM Netanyahu"},
	{"2022-12-10", "Kapolri Jenderal Listyo Sigit Prabowo membantah kabar itu.", "Kapolri", "IDN(Listyo Sigit Prabowo)", ""},
	{"2022-12-10", "Jubir Kemlu China Mao Ning mengecam AS.", "Jubir", "CHN(Mao Ning)", "Jubir Kemlu China Mao Ning"},
	{"2022-12-10", "Direktur CIA William Burns tiba di Kyiv.", "Burns", "USA(William Burns)", "Direktur CIA William Burns"},
	{"2022-12-10", "Presiden Jokowi bertemu Biden. Keduanya sepakat bekerja sama.", "nya", "IDN+USA", ""},
	{"2022-12-10", "Pemimpin oposisi Budi Kartanegara menolak hasil pemilu.", "Kartanegara", "person:Budi Kartanegara", ""},
}

func (c *refCase) run(t *testing.T, lang string) {
	t.Helper()
	p := readAll(t, lang, c.date, c.text)
	for s := len(p.text.Sentences) - 1; s >= 0; s-- {
		for w := len(p.trees[s].Words) - 1; w >= 0; w-- {
			tw := &p.trees[s].Words[w]
			if tw.Form != c.word && !strings.HasSuffix(tw.Form, " "+c.word) {
				continue
			}
			r := p.Resolve(s, int32(w))
			if got := brief(&r); got != c.want {
				t.Errorf("%s\n %s: got %q\n want %q", c.text, c.word, got, c.want)
			}
			if span := p.text.Source[r.Start:r.End]; c.span != "" && span != c.span {
				t.Errorf("%s\n %s: span %q\n want %q", c.text, c.word, span, c.span)
			}
			return
		}
	}
	t.Errorf("%s: no word %s", c.text, c.word)
}

// brief is a reference as the tables write it.
func brief(r *Ref) string {
	var parts []string
	for _, k := range r.Actors {
		s := strings.TrimPrefix(string(k.Actor), "actor/")
		switch {
		case k.Kind == schema.Unnamed:
			s = "unnamed"
		case k.Kind == schema.PersonKind:
			s = "person:" + k.Name
		case k.Person != nil:
			s += "(" + k.Person.Name + ")"
		}
		parts = append(parts, s)
	}
	s := strings.Join(parts, "+")
	if r.Modifier {
		s += " mod"
	}
	return s
}

func TestResolveEnglish(t *testing.T) {
	for _, c := range englishRefs {
		c.run(t, "en")
	}
}

func TestResolveIndonesian(t *testing.T) {
	for _, c := range indonesianRefs {
		c.run(t, "id")
	}
}

// Pronouns prefer who spoke last.
func TestSpoke(t *testing.T) {
	p := readAll(t, "id", "2022-12-10", "Menlu Rusia Sergei Lavrov menuduh Ukraina, kata Presiden Prancis Emmanuel Macron. Dia juga mengecam Rusia.")
	for w := range p.trees[0].Words {
		if p.trees[0].Words[w].Form == "Emmanuel Macron" {
			p.Spoke(p.Resolve(0, int32(w)))
		}
	}
	for w := range p.trees[1].Words {
		if p.trees[1].Words[w].Form == "Dia" {
			if r := p.Pronoun(1, int32(w)); brief(&r) != "FRA(Emmanuel Macron)" {
				t.Errorf("Dia is %s", brief(&r))
			}
		}
	}
}

func TestActors(t *testing.T) {
	p := readAll(t, "en", "2022-06-01", "Turkish Foreign Ministry spokeswoman Aylin Demirkan said Hamas had denied it.")
	ids := map[schema.IRI]bool{}
	for _, a := range p.Actors() {
		ids[a.ID] = true
	}
	for _, id := range []schema.IRI{"actor/TUR", "actor/HAMAS", schema.ActorID("Aylin Demirkan", "actor/TUR")} {
		if !ids[id] {
			t.Errorf("%s is missing from %v", id, ids)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("The Russian foreign minister, Sergei Lavrov, told reporters in Moscow on Monday that Iran had not supplied the country with drones. Ukraine's defence ministry said he had lied. ", 10)
	p := readAll(b, "en", "2022-10-17", text)
	l := NewLinker()
	b.ReportAllocs()
	for b.Loop() {
		l.Begin(p.text, "2022-10-17", "")
		for i, tree := range p.trees {
			l.Joins(i)
			l.Read(i, tree)
			for w := range tree.Words {
				l.Resolve(i, int32(w))
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(p.trees)), "ns/sentence")
}
