package extract_test

import (
	"context"
	"strings"
	"testing"

	"saksi/loaders/extract"
	"saksi/loaders/extract/attribute"
	"saksi/schema"
)

// speech are sentences that attribute words to somebody, each built another way, with
// what must come of it: "act | source | cue | content | target", a line for each
// attribution; none where nobody says anything.
var speech = []struct {
	lang, text string
	want       []string
}{
	// where cue and source stand
	{"en", "The talks, he said in Paris, had failed.", []string{"assert | he | said | The talks had failed"}},
	{"en", "Abby Martin denounced the annexation.", []string{"condemn | Abby Martin | denounced | the annexation"}},
	{"en", "Norway, which hosted the talks, has warned that they may fail.", []string{"warn | Norway, which hosted the talks, | has warned | that they may fail"}},
	{"en", "Analysts say the army made accusations against Rwanda.", []string{"assert | Analysts | say | the army made accusations against Rwanda"}},
	{"en", "The poll shows a narrow lead for the party.", []string{"assert | The poll | shows | a narrow lead for the party"}},
	{"en", "Brazil: Neighbours broke the treaty", []string{"assert | Brazil | : | Neighbours broke the treaty"}},
	{"id", "Perundingan itu gagal, Kamis (4/4/2024), kata Menteri Pertahanan Abdi Rahmat.", []string{"assert | Menteri Pertahanan Abdi Rahmat | kata | Perundingan itu gagal, Kamis (4/4/2024)"}},
	{"en", "A minister, who spoke on condition of anonymity, said the talks had failed.", []string{"assert | A minister, who spoke on condition of anonymity, | said | the talks had failed"}},
	{"id", "Namun, kata Rahmat, perundingan itu gagal.", []string{"assert | Rahmat | kata | perundingan itu gagal"}},
	{"id", "Menurut Abdi, perundingan itu gagal.", []string{"assert | Abdi | Menurut | perundingan itu gagal"}},
	{"id", "Perundingan itu gagal, menurut Abdi.", []string{"assert | Abdi | menurut | Perundingan itu gagal"}},
	{"id", "Menteri itu mengatakan, sejak dua minggu lalu, tentaranya sudah mundur.", []string{"assert | Menteri itu | mengatakan | sejak dua minggu lalu, tentaranya sudah mundur"}},
	{"en", "The village was shelled in the wake of the visit to the port, sources said.", []string{"assert | sources | said | The village was shelled in the wake of the visit to the port"}},
	{"en", "The talks are unlikely to end the war soon, noted Joe Biden.", []string{"assert | Joe Biden | noted | The talks are unlikely to end the war soon"}},
	{"en", "Ana Pires, a senator from the south, called on Brazil to leave the treaty.", []string{"demand | Ana Pires, a senator from the south, | called on | to leave the treaty | Brazil"}},
	{"en", "Iran's statement accused Israel of the attack.", []string{"accuse | Iran's statement | accused | the attack | Israel"}},
	{"en", "The raid prompted Peru to say that it would leave the treaty.", []string{"assert | Peru | to say | that it would leave the treaty"}},
	{"id", "Diberitakan Reuters, perundingan itu gagal.", []string{"assert | Reuters | Diberitakan | perundingan itu gagal"}},
	{"id", "\"Perundingan itu gagal,\" demikian kata Abdi.", []string{"assert | Abdi | kata | \"Perundingan itu gagal,\""}},
	{"en", "The Kremlin press service said that the talks had failed.", []string{"assert | The Kremlin press service | said | that the talks had failed"}},
	{"en", "The governor said the talks had failed, Reuters reported.", []string{"assert | The governor | said | the talks had failed", "assert | Reuters | reported | The governor said the talks had failed"}},
	{"en", "The troops fled to Chad, Human Rights Watch (HRW) said Friday.", []string{"assert | Human Rights Watch (HRW) | said | The troops fled to Chad"}},
	{"en", "The troops crossed the border, said a report by the group.", []string{"assert | a report by the group | said | The troops crossed the border"}},
	{"en", "The jet went missing, the country's army said Monday, Reuters reported.", []string{"assert | the country's army | said | The jet went missing", "assert | Reuters | reported | The jet went missing, the country's army said Monday"}},
	// quotations
	{"en", "\"We will respond,\" a spokesman for the ministry, Anwar Rashid, said on Tuesday.", []string{"assert | a spokesman for the ministry, Anwar Rashid, | said | \"We will respond,\""}},
	{"en", "“We will respond,” said Anwar Rashid, a spokesman for the ministry.", []string{"assert | Anwar Rashid, a spokesman for the ministry | said | “We will respond,”"}},
	{"en", "The country \"has changed for the better,\" the president said.", []string{"assert | the president | said | The country \"has changed for the better,\""}},
	{"id", "\"Kami tidak terlibat,\" demikian pernyataan militer Korea Selatan.", []string{"assert | pernyataan militer Korea Selatan | demikian | \"Kami tidak terlibat,\""}},
	{"id", "”Kami tidak terlibat,” kata juru bicara itu.", []string{"assert | juru bicara itu | kata | ”Kami tidak terlibat,”"}},
	{"en", "The report says that the army shelled the town, and that it burned houses.", []string{"assert | The report | says | that the army shelled the town, and that it burned houses"}},
	{"en", "LUSAKA (Kabar Saksi / Saksi Wire - 29th May, 2023) Zambia said the talks had failed.", []string{"assert | Zambia | said | the talks had failed"}},
	{"en", "The minister said Thursday he rejects the plan.", []string{"assert | The minister | said | Thursday he rejects the plan", "reject | he | rejects | the plan"}},
	{"id", "Ekuador klaim Peru serang Kolombia", []string{"assert | Ekuador | klaim | Peru serang Kolombia"}},
	{"en", "Chad's actions deliberately raised tension in the Taiwan Strait, Taiwan's defence ministry said, adding nothing.", []string{"assert | Taiwan's defence ministry | said | Chad's actions deliberately raised tension in the Taiwan Strait"}},
	{"en", "Chile warns Peru over the fishing talks", []string{"warn | Chile | warns | the fishing talks | Peru"}},
	{"en", "The talks ended.\n\nNAIROBI: Kenyan minister Ana Pires accused Chad of sabotage.", []string{"accuse | Kenyan minister Ana Pires | accused | sabotage | Chad"}},
	{"en", "Peru has threatened to take it back to the court, and its energy minister, Ana Pires, said Lima would win.", []string{"threaten | Peru | has threatened | to take it back to the court", "assert | its energy minister, Ana Pires, | said | Lima would win"}},
	{"en", "Ana Pires, the head of the agency, handed him a letter of support from Joe Biden and called on Brazil to leave the treaty.", []string{"demand | Ana Pires, the head of the agency, | called on | to leave the treaty | Brazil"}},
	{"en", "Peru threatened to shell the port, Chile's largest city, if Chile hits Lima.", []string{"threaten | Peru | threatened | to shell the port, Chile's largest city, if Chile hits Lima"}},
	{"en", "Abadi, a plumber who Peru said was a spy, was shot dead outside a church.", []string{"assert | Peru | said | was a spy"}},
	{"id", "Atta mengakui pasukannya melakukan pelanggaran di Gezira dan berjanji menghukum pelakunya.", []string{"admit | Atta | mengakui | pasukannya melakukan pelanggaran di Gezira", "promise | Atta | berjanji | menghukum pelakunya"}},
	{"en", "Putin admitted that his forces had left the city and promised to punish the men.", []string{"admit | Putin | admitted | that his forces had left the city", "promise | Putin | promised | to punish the men"}},
	{"en", "Washington linked the talks to an end of sanctions.", []string{"assert | Washington | linked | the talks to an end of sanctions"}},
	{"en", "Lima linked Chile to the theft of data from Brazil.", []string{"accuse | Lima | linked | the theft of data from Brazil | Chile"}},
	{"en", "Lima, which lists the group as a terrorist organisation, called for the staff to be freed.", []string{"assert | which | lists | a terrorist organisation | group", "demand | Lima, which lists the group as a terrorist organisation, | called for | to be freed"}},
	{"en", "The rebels had admitted earlier that Ana Pires, who headed them, was among those killed.", []string{"admit | The rebels | had admitted | that Ana Pires, who headed them, was among those killed"}},
	{"id", "Menteri itu mengatakan dalam siaran televisi, Senin (21/4/2025), bahwa rencana itu gagal.", []string{"assert | Menteri itu | mengatakan | bahwa rencana itu gagal"}},
	{"id", "Chile menyatakan laporan itu karangan belaka dan balik menuduh Peru mempersenjatai milisi.", []string{"assert | Chile | menyatakan | laporan itu karangan belaka", "accuse | Chile | menuduh | Peru mempersenjatai milisi | Peru"}},
	{"en", "Peru on Friday accused neighbouring Chile of smuggling arms.", []string{"accuse | Peru | accused | smuggling arms | Chile"}},
	{"en", "The minister of Peru denied the accusation, describing it as a lie.", []string{"deny | The minister of Peru | denied | the accusation", "assert | The minister of Peru | describing | a lie"}},
	// sides taken
	{"en", "Egypt, which Peru has accused of arming Chile, rejected the charge.", []string{"accuse | Peru | has accused | arming Chile | Egypt", "reject | Egypt, which Peru has accused of arming Chile, | rejected | the charge"}},
	{"en", "Rwanda, which Peru accuses of backing rebels, denies involvement.", []string{"accuse | Peru | accuses | backing rebels | Rwanda", "deny | Rwanda, which Peru accuses of backing rebels, | denies | involvement"}},
	{"en", "Sudan condemned the raid and blamed Chad, which rejected the charge.", []string{"condemn | Sudan | condemned | the raid", "accuse | Sudan | blamed | Chad | Chad", "reject | which | rejected | the charge"}},
	{"id", "Chile Tuduh Uni Emirat Arab Pasok Senjata ke Peru, Abu Dhabi Membantah", []string{"accuse | Chile | Tuduh | Uni Emirat Arab Pasok Senjata ke Peru | United Arab Emirates", "deny | Abu Dhabi | Membantah | Uni Emirat Arab Pasok Senjata ke Peru"}},
	{"id", "Chile Tuduh TNI Serang Peru, Militer Membantah", []string{"accuse | Chile | Tuduh | TNI Serang Peru | Indonesia", "deny | Militer | Membantah | TNI Serang Peru"}},
	{"id", "Chile Tuduh Peru Pasok Drone ke Mali, Kremlin Bungkam", []string{"accuse | Chile | Tuduh | Peru Pasok Drone ke Mali | Peru"}},
	{"id", "Peru menolak mengonfirmasi keberadaan tentara itu.", nil},
	{"id", "Dubes Chile menyebut tuduhan itu konyol dan tidak berdasar.", []string{"assert | Dubes Chile | menyebut | tuduhan itu konyol dan tidak berdasar"}},
	{"en", "The minister said the news did not surprise Lima, which accuses Chile of arming rebels.", []string{"assert | The minister | said | the news did not surprise Lima, which accuses Chile of arming rebels", "accuse | which | accuses | of arming rebels | Chile"}},
	{"en", "Moscow accused Kyiv of sabotage, which Ukraine denied.", []string{"accuse | Moscow | accused | sabotage | Ukraine", "deny | Ukraine | denied | which"}},
	{"en", "Ukraine said Russia shelled the plant, a charge Moscow denies.", []string{"assert | Ukraine | said | Russia shelled the plant", "deny | Moscow | denies | a charge"}},
	{"en", `Peru "denies" the claims of Chile.`, []string{"deny | Peru | denies | the claims of Chile"}},
	{"en", "Ana Pires repeated a claim vehemently denied by Peru.", []string{"assert | Ana Pires | repeated | a claim vehemently denied by Peru", "deny | Peru | vehemently denied | a claim"}},
	{"en", "The troops entered disputed territory, a claim vehemently denied by Peru.", []string{"deny | Peru | vehemently denied | a claim"}},
	{"en", "Chile decried the aftermath of a raid condemned by Egypt.", []string{"condemn | Chile | decried | the aftermath of a raid condemned by Egypt", "condemn | Egypt | condemned | a raid"}},
	{"id", "Malaysia membantah tuduhan Filipina bahwa kapalnya memasuki Sabah.", []string{"deny | Malaysia | membantah | bahwa kapalnya memasuki Sabah", "accuse | Filipina | tuduhan | bahwa kapalnya memasuki Sabah"}},
	{"en", "Germany does not believe that Belarus will attack.", []string{"deny | Germany | does not believe | that Belarus will attack"}},
	{"en", "Slovakia says it will not accept the plan.", []string{"assert | Slovakia | says | it will not accept the plan", "reject | it | will not accept | the plan"}},
	{"id", "China menuduh Jepang melanggar perjanjian dan mengancam kawasan.", []string{"accuse | China | menuduh | Jepang melanggar perjanjian dan mengancam kawasan | Japan"}},
	{"en", "Last month, several council members and clerks demanded that he resign.", []string{"demand | several council members and clerks | demanded | that he resign"}},
	{"en", "Kenya suggested the Congo is sending boats to Chad.", []string{"assert | Kenya | suggested | the Congo is sending boats to Chad"}},
	{"id", "Tuduhan Inggris dibantah Rusia.", []string{"deny | Rusia | dibantah | Tuduhan Inggris"}},
	{"id", "Korea Utara menyangkal mengirim senjata ke Rusia.", []string{"deny | Korea Utara | menyangkal | mengirim senjata ke Rusia"}},
	{"id", "Tuduhan itu dibantah keras Kementerian Luar Negeri Mesir.", []string{"deny | Kementerian Luar Negeri Mesir | dibantah | Tuduhan itu"}},
	{"id", "Kanada menuduh balik Norwegia melanggar perjanjian.", []string{"accuse | Kanada | menuduh | Norwegia melanggar perjanjian | Norway"}},
	// nobody says anything
	{"en", "There was no comment from Norway on the report.", nil},
	{"en", "Kenya declined to comment on the report.", nil},
	{"en", "Turkey tried to deny the charge.", nil},
	{"en", "Chad did not accuse Sudan of anything.", nil},
	{"id", "Kanada menolak berkomentar.", nil},
	{"id", "Saat ditanya soal perjanjian itu, Kanada tidak bersedia berkomentar.", nil},
}

func TestAttributions(t *testing.T) {
	x := extract.New(extract.Options{})
	for _, c := range speech {
		r, err := x.Read(context.Background(), schema.Document{Text: c.text, Lang: c.lang, Published: "2023-01-15"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for k := range r.Found {
			got = append(got, attributionLine(c.text, &r.Found[k]))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s\n got %s\nwant %s", c.text, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
		}
	}
}

func attributionLine(text string, a *attribute.Attribution) string {
	spans := func(bs []attribute.Bytes) string {
		var out []string
		for _, b := range bs {
			out = append(out, strings.TrimSpace(text[b.Start:b.End]))
		}
		return strings.Join(out, " ")
	}
	fields := []string{string(a.Act), spans(a.Source.Spans), spans(a.Cue), spans(a.Content)}
	for _, p := range a.Targets {
		for _, l := range p.Ref.Actors {
			fields = append(fields, l.Name)
		}
	}
	return strings.Join(fields, " | ")
}

// verdicts are said of what others said: who calls it untrue rejects it.
var verdicts = []struct{ lang, text, act string }{
	{"en", "Russia said the navy sank the ship, but London called it a lie.", "reject"},
	{"en", "London called the report a lie.", "reject"},
	{"en", "Peru said the accusation was not true.", "reject"},
	{"en", "London called the report a success.", "assert"},
	{"id", "Iran menyebut tuduhan itu tidak benar.", "reject"},
	{"id", "Iran menyebut laporan itu bohong.", "reject"},
	{"id", "Iran menyebut tuduhan itu tidak masuk akal.", "reject"},
	{"en", "Peru said any claim about Peru's sales of missiles to Chile is false.", "reject"},
	{"en", "Peru said accusations made by Chile do not reflect the truth.", "reject"},
	{"en", "Peru said the false claim about sales of missiles to Chile did harm.", "assert"},
	{"en", "Peru said there is no truth in reports that Peru sold missiles to Chile.", "reject"},
	{"id", "Peru mengatakan tidak ada kebenaran dalam laporan bahwa Peru menyerang Cile.", "reject"},
	{"id", "Peru mengatakan bahwa laporan mengenai serangan Peru terhadap Cile adalah bohong.", "reject"},
	{"id", "Iran menyebut perjanjian itu penting.", "assert"},
	{"en", "Chile said Peru sold it mines. \"All the accusations are untrue,\" Peru said.", "reject"},
	{"en", "Chile said Peru sold mines. Peru said the latest Chilean suggestion was \"ludicrous\".", "reject"},
	{"id", "Cile menuduh Peru menjual ranjau. \"Semua tuduhan itu tidak benar,\" kata Peru.", "reject"},
}

func TestVerdicts(t *testing.T) {
	x := extract.New(extract.Options{})
	for _, c := range verdicts {
		all := statements(t, x, schema.Document{Text: c.text, Lang: c.lang, Published: "2023-01-15"})
		if n := len(all); n == 0 || string(all[n-1].Act) != c.act {
			t.Errorf("%s: %d statements, the last is no %s", c.text, n, c.act)
			for i := range all {
				t.Log(line(&all[i]))
			}
		}
	}
}
