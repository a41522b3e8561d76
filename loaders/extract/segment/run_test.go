package segment

import (
	"strings"
	"testing"
)

// Each case is a text, then its sentences, a line each, with a space between the
// tokens.
var sentenceCases = []struct {
	name, lang, text string
	want             []string
}{
	{"clitic of the speaker", "id",
		`"Kami tidak terlibat," katanya.`,
		[]string{`" Kami tidak terlibat , " kata nya .`}},
	{"sentences within a quotation", "id",
		`"Ini bohong. Kami siap," ujar Jend. Andi.`,
		[]string{`" Ini bohong .`, `Kami siap , " ujar Jend. Andi .`}},
	{"question in a quotation, speaker after", "id",
		`"Benarkah?" tanya wartawan. "Tidak!" kata Lavrov.`,
		[]string{`" Benar kah ? " tanya wartawan .`, `" Tidak ! " kata Lavrov .`}},
	{"name before the verb of speech", "id",
		`"Kami menolak!" Sergei Lavrov menegaskan. Ia pergi.`,
		[]string{`" Kami menolak ! " Sergei Lavrov menegaskan .`, `Ia pergi .`}},
	{"quotation closed by the point", "id",
		`Ia berkata, "Kami menolak." Kyiv membantah.`,
		[]string{`Ia berkata , " Kami menolak . "`, `Kyiv membantah .`}},
	{"dateline", "id",
		`JAKARTA, KOMPAS.com — Presiden Joko Widodo bertolak ke Kyiv. Ia tiba Selasa (4/4).`,
		[]string{`JAKARTA , KOMPAS.com —`, `Presiden Joko Widodo bertolak ke Kyiv .`, `Ia tiba Selasa ( 4/4 ) .`}},
	{"bare dateline", "id",
		"Menlu Tiba di Kyiv\n\nJakarta - Menteri luar negeri tiba di ibu kota Ukraina pada Selasa pagi.",
		[]string{`Menlu Tiba di Kyiv`, `Jakarta -`, `Menteri luar negeri tiba di ibu kota Ukraina pada Selasa pagi .`}},
	{"names before a dash are no dateline", "id",
		`Joko Widodo - presiden saat itu - menolak hal itu.`,
		[]string{`Joko Widodo - presiden saat itu - menolak hal itu .`}},
	{"titles and degrees", "id",
		`Prof. Dr. H. Ahmad, S.H., M.Si. dan Drs. Budi hadir. Mereka diam.`,
		[]string{`Prof. Dr. H. Ahmad , S.H. , M.Si. dan Drs. Budi hadir .`, `Mereka diam .`}},
	{"numbers, dates and money", "id",
		`Pada 10.12.2022 harga naik 1,5% menjadi Rp1.000 dari US$3.`,
		[]string{`Pada 10.12.2022 harga naik 1,5 % menjadi Rp 1.000 dari US$ 3 .`}},
	{"AS is no abbreviation", "id",
		`Ia mengecam AS. Rusia diam.`,
		[]string{`Ia mengecam AS .`, `Rusia diam .`}},
	{"number of a page or article", "id",
		`Lihat No. 5 dan hlm. 12 dari UU No. XI. Tidak.`,
		[]string{`Lihat No. 5 dan hlm. 12 dari UU No. XI .`, `Tidak .`}},
	{"words that end like a clitic", "id",
		`Hanya sekolah, masalah, adalah, ialah, pelaku, buku, bertemu, langkah dan dunia punya ilmu; meskipun misalnya apakah itulah negaraku.`,
		[]string{`Hanya sekolah , masalah , adalah , ialah , pelaku , buku , bertemu , langkah dan dunia punya ilmu ; meski pun misal nya apa kah itu lah negara ku .`}},
	{"reduplications stay, compounds do not", "id",
		`Anak-anak dan perundang-undangan sejak 1990-an, ke-10, AS-Iran, KPK-nya, non-migas, teman-temannya.`,
		[]string{`Anak-anak dan perundang-undangan sejak 1990-an , ke-10 , AS - Iran , KPK - nya , non-migas , teman-teman nya .`}},
	{"ellipsis before a small letter", "id",
		`Kami... tidak tahu… katanya. Mungkin... Lalu ia pergi.`,
		[]string{`Kami ... tidak tahu … kata nya .`, `Mungkin ...`, `Lalu ia pergi .`}},
	{"list", "id",
		`1. Rusia menolak. 2. Iran membantah.`,
		[]string{`1 . Rusia menolak .`, `2 . Iran membantah .`}},
	{"no space after the point", "id",
		`Ia menolak perang.Presiden diam. Buka kompas.com sekarang.`,
		[]string{`Ia menolak perang .`, `Presiden diam .`, `Buka kompas.com sekarang .`}},
	{"handles, tags and addresses", "id",
		`Lihat @jokowi, #Ukraina, info@kemlu.go.id dan https://kemlu.go.id/a?b=1.`,
		[]string{`Lihat @jokowi , #Ukraina , info@kemlu.go.id dan https://kemlu.go.id/a?b=1 .`}},

	{"contractions", "en",
		`They didn't deny it. He can’t, we'll, I'm, they've and she cannot go. It’s Iran's.`,
		[]string{`They did n't deny it .`, `He ca n’t , we 'll , I 'm , they 've and she can not go .`, `It ’s Iran 's .`}},
	{"genitive of a plural", "en",
		`The workers' rights and the states’ claims.`,
		[]string{`The workers ' rights and the states ’ claims .`}},
	{"country before a name, and before a sentence", "en",
		`The U.S. President can't go to the U.S. The talks end at 5 p.m. on Jan. 5.`,
		[]string{`The U.S. President ca n't go to the U.S.`, `The talks end at 5 p.m. on Jan. 5 .`}},
	{"titles and initials", "en",
		`Mr. J. K. Smith, Gen. Mark Milley and Sen. John S. McCain met. Rep. Doe left.`,
		[]string{`Mr. J. K. Smith , Gen. Mark Milley and Sen. John S. McCain met .`, `Rep. Doe left .`}},
	{"money", "en",
		`Iran's drones cost $1.5 million, up 3.5%, he said.`,
		[]string{`Iran 's drones cost $ 1.5 million , up 3.5 % , he said .`}},
	{"pronoun after a question", "en",
		`"Really?" he asked. "Go!" Trump said.`,
		[]string{`" Really ? " he asked .`, `" Go ! " Trump said .`}},
	{"quotation closed by the point", "en",
		`“I won.” He left. (They stayed.) He came.`,
		[]string{`“ I won . ”`, `He left .`, `( They stayed . )`, `He came .`}},
	{"dateline", "en",
		`WASHINGTON (Reuters) - The U.S. said no. “It is so,” he said.`,
		[]string{`WASHINGTON ( Reuters ) -`, `The U.S. said no .`, `“ It is so , ” he said .`}},
	{"dateline with an abbreviation", "en",
		`WASHINGTON, D.C. — Biden spoke to them.`,
		[]string{`WASHINGTON , D.C. —`, `Biden spoke to them .`}},
	{"hyphens", "en",
		`The Saudi-led, anti-war, U.S.-backed co-founder of al-Qaeda -- 10-week 2013-2014 call 713-853-3989.`,
		[]string{`The Saudi - led , anti-war , U.S. - backed co-founder of al - Qaeda -- 10 - week 2013 - 2014 call 713-853-3989 .`}},
	{"small words that look short", "en",
		`He said no. She sat. They won etc. Then all left at 10am.`,
		[]string{`He said no .`, `She sat .`, `They won etc.`, `Then all left at 10 am .`}},
	{"mark in brackets", "en",
		`He [...] said (!) nothing. End.`,
		[]string{`He [ ... ] said ( ! ) nothing .`, `End .`}},
	{"years and companies", "en",
		`In the '90s AT&T Inc. grew. O'Brien's firm did too.`,
		[]string{`In the '90s AT&T Inc. grew .`, `O'Brien 's firm did too .`}},
	{"unknown language", "xx",
		`Dit is 'n toets. Nog een.`,
		[]string{`Dit is ' n toets .`, `Nog een .`}},
}

func TestSentences(t *testing.T) {
	for _, c := range sentenceCases {
		t.Run(c.lang+" "+c.name, func(t *testing.T) {
			got := strings.Split(strings.TrimSuffix(Segment(c.text, c.lang).String(), "\n"), "\n")
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

// Each case is a text, then its paragraphs.
func TestParagraphs(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"headline and lines",
			"Rusia membantah\nMoskow membantah tuduhan itu.\n\nKyiv diam.\r\nTeheran juga.",
			[]string{"Rusia membantah", "Moskow membantah tuduhan itu.", "Kyiv diam.", "Teheran juga."}},
		{"wrapped lines",
			"RUSSIA DENIES\n\nMoscow on Tuesday denied that it had received drones from Iran, as\nUkraine and its allies had claimed in a letter to the United Nations\nSecurity Council earlier this week.\n\nTehran was silent.",
			[]string{"RUSSIA DENIES", "Moscow on Tuesday denied that it had received drones from Iran, as\nUkraine and its allies had claimed in a letter to the United Nations\nSecurity Council earlier this week.", "Tehran was silent."}},
		{"wrapped paragraphs without blank lines",
			"Moscow on Tuesday denied that it had received drones from Iran, as\nUkraine and its allies had claimed in a letter to the United Nations.\nA short end.\nTehran on Tuesday said that it had never sent any of them to Russia\nduring the war.",
			[]string{"Moscow on Tuesday denied that it had received drones from Iran, as\nUkraine and its allies had claimed in a letter to the United Nations.\nA short end.", "Tehran on Tuesday said that it had never sent any of them to Russia\nduring the war."}},
		{"one sentence a line",
			"Menteri Luar Negeri Rusia Sergei Lavrov membantah tuduhan itu.\nPresiden Ukraina Volodymyr Zelensky meminta Iran berhenti mengirim.\nTeheran tidak menjawab.",
			[]string{"Menteri Luar Negeri Rusia Sergei Lavrov membantah tuduhan itu.", "Presiden Ukraina Volodymyr Zelensky meminta Iran berhenti mengirim.", "Teheran tidak menjawab."}},
		{"no text", " \n\u00a0\n\ufeff", nil},
		{"other breaks", "A\u2028B\u2029C\rD", []string{"A", "B", "C", "D"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Segment(c.text, "id")
			var texts []string
			for _, p := range got.Paragraphs {
				texts = append(texts, got.Source[p.Start:p.End])
			}
			if strings.Join(texts, "|") != strings.Join(c.want, "|") {
				t.Errorf("%s\n got %q\nwant %q", c.text, texts, c.want)
			}
		})
	}
}
