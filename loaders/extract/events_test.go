package extract_test

import (
	"slices"
	"strings"
	"testing"

	"saksi/loaders/extract"
	"saksi/schema"
)

// events are sentences that tell of an event, each built another way, with the
// claim that must come of it: relation, agents, patients and theme as [line] has
// them, and the PLOVER type.
var events = []struct{ lang, text, want, plover string }{
	// light verbs and nouns for events
	{"en", "Turkey has launched airstrikes against Syria.", "attack TUR>SYR", "ASSAULT"},
	{"en", "The European Union prolonged sanctions against Belarus.", "sanction EU>BLR", "COERCE"},
	{"en", "Canada eased long-running sanctions against Cuba.", "sanction CAN>CUB not", "CONCEDE"},
	{"en", "Japan reportedly held a meeting with South Korea.", "meet JPN>KOR", "CONSULT"},
	{"en", "Vietnam held talks in Hanoi with Cambodia.", "negotiate VNM>KHM", "CONSULT"},
	{"en", "Kenya reached an agreement with Somalia.", "sign KEN>SOM", "SUPPORT"},
	{"en", "Thai troops remained on alert near Cambodia.", "mobilize THA>KHM", "MOBILIZE"},
	{"en", "Canada announced a suspension of aid to Mali.", "embargo CAN>MLI", "SANCTION"},
	{"en", "Chad returned four soldiers to Mali.", "release TCD>MLI theme/troops", "RETREAT"},
	{"en", "Ethiopia attacked neighbouring Eritrea.", "attack ETH>ERI", "ASSAULT"},
	{"en", "Soldiers from neighbouring Eritrea attacked Chad.", "attack ERI>TCD", "ASSAULT"},
	// who is named as not having done it
	{"en", "Guyana, not Venezuela, attacked Peru.", "attack GUY>PER", "ASSAULT"},
	{"en", "Fiji said Israel and not Syria attacked Peru.", "attack ISR>PER", "ASSAULT"},
	{"id", "Fiji menyatakan bahwa Israel, bukan Suriah, menyerang Peru.", "attack ISR>PER", "ASSAULT"},
	// what is refused and what is ended
	{"en", "Peru cancelled a planned visit to Chile.", "visit PER>CHL not", "REJECT"},
	{"en", "Norway suspended military aid to Ethiopia.", "aid NOR>ETH not", "SANCTION"},
	{"en", "Egypt refused to meet with Ethiopia.", "meet EGY>ETH not", "REJECT"},
	{"en", "Kenya is imposing new sanctions on Uganda.", "sanction KEN>UGA", "COERCE"},
	{"en", "Fiji welcomed US sanctions against Vanuatu.", "sanction USA>VUT", "COERCE"},
	{"en", "Kenya said there were no boats that Chad supplied to Mali.", "supply TCD>MLI not", "SANCTION"},
	{"id", "Kenya mengatakan tidak ada kapal yang dipasok Chad kepada Mali.", "supply TCD>MLI not", "SANCTION"},
	{"en", "Kenya rejects reports of arms supplies to Chad.", "supply KEN>TCD", "AID"},
	{"id", "Kenya membantah tuduhan yang menyebut Chad memasok drone ke Mali.", "supply TCD>MLI", "AID"},
	{"en", "Kenya suggested the United States is coordinating supplies of arms to Chad.", "supply USA>TCD", "AID"},
	// what somebody is punished for, charged with or blamed for
	{"en", "Zambia accused Malawi of imposing sanctions on Tanzania.", "sanction MWI>TZA", "COERCE"},
	{"en", "The army blamed Hamas for “expelling hundreds of people from Egypt.”", "expel HAMAS>", "SANCTION"},
	{"en", "Canada sanctioned Belarus for supplying drones to Russia.", "supply BLR>RUS theme/drone", "AID"},
	{"id", "Israel menyerang Lebanon karena membantu Hamas.", "support LBN>HAMAS", "SUPPORT"},
	{"id", "Bolivia menolak intervensi dari Brasil terhadap Paraguay.", "interfere BRA>PRY", "COERCE"},
	{"id", "Kapal Yaman menembakkan rudal kepada Oman.", "attack YEM>OMN", "ASSAULT"},
	{"en", "Oman blocked and fired missiles at Yemen.", "blockade OMN>YEM", "COERCE"},
	{"en", "Myanmar's armed group Arakan Army accused the junta of attacking Bangladesh.", "attack MMR>BGD", "ASSAULT"},
	{"id", "Militer Myanmar menuding kelompok bersenjata Pasukan Penyelamat Rohingya Arakan (ARSA) membakar sejumlah rumah.", "destroy ARSA>", "ASSAULT"},
	{"id", "Ekuador klaim Peru serang Kolombia", "attack PER>COL", "ASSAULT"},
	{"id", "Ekuador Serang Kolombia", "attack ECU>COL", "ASSAULT"},
	{"id", "Pasukan dengan pesawat tak berawak menyerang Kolombia.", "attack pasukan>COL", "ASSAULT"},
	{"id", "Tentara Ekuador tembaki warga Peru", "attack ECU>", "ASSAULT"},
	{"id", "Ekuador Sanksi Perusahaan Peru karena Bantu Kolombia", "sanction ECU>", "COERCE"},
	{"id", "Ekuador minta Kolombia serang Peru", "attack COL>PER", "THREATEN"},
	{"en", "Ecuador strikes Peru", "attack ECU>PER", "ASSAULT"},
	{"en", "US sanctions Peruvian oil network", "sanction USA>", "COERCE"},
	{"en", "Ecuador, Peru meet in Chile", "meet ECU>PER", "CONSULT"},
	{"en", "Kenya blamed the raid on a school on Somalia.", "attack SOM>", "ASSAULT"},
	{"en", "Kenya blamed the attack on Somalia.", "attack SOM>", "ASSAULT"},
	{"en", "Kenya linked the attack on the tanker to Somalia.", "attack SOM>", "ASSAULT"},
	{"en", "Kenya said there was evidence linking agents of the Indian government to the murder of Hariri.", "kill IND>saad-hariri", "ASSAULT"},
	{"id", "Ekuador Tuding Peru di Balik Serangan Loja, Peru Membantah", "attack PER>", "ASSAULT"},
	{"id", "Fiji menyatakan bahwa Peru berada di balik serangan itu.", "attack PER>", "ASSAULT"},
	{"id", "Korsel: Korut Kirim 3.000 Tentara Lagi ke Rusia", "deploy PRK>RUS theme/troops", "MOBILIZE"},
	{"id", "Ekuador Tuding Peru Dalangi Ledakan di Kolombia", "bomb PER>COL", "ASSAULT"},
	{"id", "Ekuador Akui Serang Peru", "attack ECU>PER", "ASSAULT"},
	{"id", "Peru: Ekuador Langgar Hukum Internasional", "violate ECU>", "COERCE"},
	// a people with its article, and organs with names like those of others
	{"en", "The Russians attacked the Iranians.", "attack RUS>IRN", "ASSAULT"},
	{"id", "Dewan Keamanan Nasional Filipina menyerang Malaysia.", "attack PHL>MYS", "ASSAULT"},
	{"id", "Perdana Menteri sekaligus Menteri Luar Negeri Qatar menyerang Oman.", "attack QAT>OMN", "ASSAULT"},
	{"en", "The U.N. met Chad. The Secretary-General attacked Chad.", "attack UN>TCD", "ASSAULT"},
	{"en", "Fiji said there have been no strikes by Angola on Zambia.", "attack AGO>ZMB not", "CONCEDE"},
	{"en", "Fiji said no attack by Angola on Zambia went unanswered.", "attack AGO>ZMB", "ASSAULT"},
	{"id", "Fiji mengatakan tidak ada serangan Angola ke Zambia.", "attack AGO>ZMB not", "CONCEDE"},
	// several sides
	{"en", "India and China reached a border agreement.", "sign IND>CHN", "SUPPORT"},
	{"en", "The armies of Ghana and Togo held a meeting.", "meet GHA>TGO", "CONSULT"},
	{"en", "British and French officials met in London.", "meet FRA>GBR", "CONSULT"},
	// whose things, whose soldiers, whose country
	{"en", "Russian soldiers were deployed in Belarus.", "deploy RUS>BLR", "MOBILIZE"},
	{"en", "Chinese peacekeepers arrived in South Sudan.", "deploy CHN>SSD", "AID"},
	{"en", "In Colombia, the National Liberation Army declared a ceasefire.", "release ELN>COL", "RETREAT"},
	{"en", "Germany provides humanitarian assistance in Yemen.", "aid DEU>YEM", "AID"},
	{"en", "Prosecutors in France opened an investigation into Boeing's sales.", "investigate FRA>", "ACCUSE"},
	// people and calls
	{"en", "Emmanuel Macron called Vladimir Putin on Saturday.", "negotiate FRA>RUS", "CONSULT"},
	{"en", "Narendra Modi received Sergey Lavrov in New Delhi.", "meet IND>RUS", "CONSULT"},
	{"en", "Dutch officials shared intelligence with Australia.", "cooperate NLD>AUS", "COOPERATE"},
	{"en", "Militants of Hamas used Israeli civilians as human shields.", "attack HAMAS>", "ASSAULT"},
	{"en", "Sweden last week expelled two Belarusian diplomats.", "expel SWE>", "SANCTION"},
	{"en", "Ghana has banned Nigerian traders from its markets.", "sanction GHA>", "COERCE"},
	{"en", "Hungary opened its borders to Ukrainian refugees.", "host HUN>", "AID"},
	{"en", "Lebanon granted Cyprus permission to search for gas.", "accede LBN>CYP", "CONCEDE"},
	// who had a part in it
	{"en", "Ukraine said Russia was behind the attack on Moldova.", "attack RUS>MDA", "ASSAULT"},
	{"en", "Jordan blamed Syria for the attack on Lebanon.", "attack SYR>LBN", "ASSAULT"},
	{"en", "Poland called on Germany to support Ukraine.", "support DEU>UKR", "AGREE"},
	{"en", "Georgia accused Russia of being behind the bombing.", "bomb RUS>", "ASSAULT"},
	{"en", "Qatar said Iran was involved in Houthi attacks on ships.", "attack IRN>ships", "ASSAULT"},
	// who did it, whose it is, who gains by it
	{"en", "An attack by Hamas on Israel killed three soldiers.", "kill HAMAS>three soldiers", "ASSAULT"},
	{"en", "Israel shelled positions of Hezbollah.", "bomb ISR>HEZBOLLAH", "ASSAULT"},
	{"en", "The president of Peru declared a state of emergency in Peru.", "sanction PER>PER", "COERCE"},
	{"en", "Norway is sending food to meet the needs of families in Malawi.", "supply NOR>MWI", "AID"},
	{"en", "The court in Japan awarded the victims $5 million.", "supply JPN>the victims", "AID"},
	{"en", "Hours earlier Egypt expelled three Sudanese diplomats.", "expel EGY>", "SANCTION"},
	{"en", "Egypt attacked a base in Sudan, killing nine soldiers.", "kill EGY>nine soldiers", "ASSAULT"},
	{"en", "Rockets fired by Hamas struck a school in Israel.", "attack HAMAS>a school", "ASSAULT"},
	{"en", "After weeks of talks, Chile and Bolivia have reached an agreement.", "sign CHL>BOL", "SUPPORT"},
	{"en", "Imprisoned activists have begun a hunger strike to protest against Belarus.", "protest imprisoned activists>BLR", "PROTEST"},
	{"en", "Teachers went on strike against the government of Kenya.", "protest teachers>KEN", "PROTEST"},
	{"en", "Soldiers are fighting in Mali.", "attack soldiers>MLI", "ASSAULT"},
	{"en", "Thailand accused Cambodia of laying new landmines along the border.", "deploy KHM>", "MOBILIZE"},
	{"id", "Kamboja menanam ranjau baru di perbatasan Thailand.", "deploy KHM>", "MOBILIZE"},
	{"en", "Japan talked to Chinese diplomats.", "negotiate JPN>CHN", "CONSULT"},
	// nobody known
	{"en", "At least two people were killed in Pakistan.", "kill >at least two people", "ASSAULT"},
	{"id", "Amerika Serikat menjatuhkan sanksi terhadap Myanmar.", "sanction USA>MMR", "COERCE"},
	{"id", "Jepang membatalkan kunjungan ke Korea Selatan.", "visit JPN>KOR not", "REJECT"},
	{"id", "Israel melancarkan serangan ke Lebanon.", "attack ISR>LBN", "ASSAULT"},
	{"id", "Kapal China menabrak kapal Filipina.", "attack CHN>", "ASSAULT"},
	{"id", "Prancis menyelidiki Rusia.", "investigate FRA>RUS", "ACCUSE"},
	{"id", "Mesir berbicara dengan Etiopia di Kairo.", "negotiate EGY>ETH", "CONSULT"},
	{"id", "Jerman menyalurkan bantuan kepada Yaman.", "aid DEU>YEM", "AID"},
	{"id", "Kolombia dan Venezuela memulihkan hubungan diplomatik.", "recognize COL>VEN", "SUPPORT"},
	{"id", "Indonesia dan Malaysia menandatangani perjanjian.", "sign IDN>MYS", "SUPPORT"},
}

func TestEvents(t *testing.T) {
	x := extract.New(extract.Options{})
	for _, c := range events {
		var got []string
		ok := false
		for _, s := range statements(t, x, schema.Document{Text: c.text, Lang: c.lang, Published: "2023-01-15"}) {
			_, l, _ := strings.Cut(line(&s), ": ")
			got = append(got, l+" "+s.Claim.PLOVER().Type)
			ok = ok || sameEvent(l, c.want) && s.Claim.PLOVER().Type == c.plover
		}
		if !ok {
			t.Errorf("%s\nwant %s %s\n got %s", c.text, c.want, c.plover, strings.Join(got, "\n     "))
		}
	}
}

// sameEvent tells whether a claim is what is wanted; a want that ends in ">" leaves
// the patient open. Themes are not compared.
func sameEvent(got, want string) bool {
	if strings.HasSuffix(want, ">") {
		return strings.HasPrefix(got, want)
	}
	not := strings.HasSuffix(want, " not")
	return strings.HasPrefix(got+" ", strings.TrimSuffix(want, " not")+" ") && strings.HasSuffix(got, " not") == not
}

// quiet are sentences that hold a word for an event but tell of none.
var quiet = []struct {
	lang, text string
	relation   schema.Relation
}{
	{"en", "The officers face travel bans.", "visit"},
	{"en", "The scheme should prevent fires in summer.", "blockade"},
	{"en", "Iran could attack Israel.", "attack"},
	{"en", "Cambodia rejected what it called Thailand's baseless accusations.", "negotiate"},
	{"en", "Speaking to AFP, the minister said Cambodia had attacked Thailand.", "negotiate"},
	{"en", "The president of Peru spoke to reporters in Egypt on Monday.", "negotiate"},
	{"en", "The African Union urged the three countries to return to the table.", "release"},
	{"en", "Chad shot down a drone, the minister said, calling it a victory.", "negotiate"},
	{"en", "The prince has not travelled since his rise to the throne.", "visit"},
	{"en", "Kenya denied selling arms to Chad after Fiji imposed sanctions on a bank.", "sanction"},
	{"en", "Kenya denied sending arms to rebels who attacked Chad.", "attack"},
}

func TestQuiet(t *testing.T) {
	x := extract.New(extract.Options{})
	for _, c := range quiet {
		for _, s := range statements(t, x, schema.Document{Text: c.text, Lang: c.lang}) {
			if s.Claim.Relation == c.relation {
				t.Errorf("%s\n got %s", c.text, line(&s))
			}
		}
	}
}

// aims are sentences with whom their act is aimed at: who made the thing that is
// refused, welcomed or condemned, and nobody where the sentence names nobody.
var aims = []struct {
	text string
	act  schema.Act
	want string
}{
	{"Romania's president refused a request from Moldova to close the border.", schema.Reject, "Moldova"},
	{"Nepal's government accepted the demands by protesters in the south.", schema.Agree, "protesters"},
	{"Kenya condemned the attack on a church by Somalia.", schema.Condemn, "Somalia"},
	{"Kenya condemned the killing of two nurses.", schema.Condemn, ""},
	{"Chad rejected the results.", schema.Reject, ""},
	{"Canada and Chile agreed to a trade deal.", schema.Agree, "Chile"},
}

func TestAims(t *testing.T) {
	x := extract.New(extract.Options{})
	for _, c := range aims {
		found := false
		for _, s := range statements(t, x, schema.Document{Text: c.text, Lang: "en"}) {
			got := ""
			for _, p := range s.Targets {
				got += p.Name
			}
			if s.Act == c.act && !found {
				found = true
				if got != c.want {
					t.Errorf("%s\nwant %q\n got %q", c.text, c.want, got)
				}
			}
		}
		if !found {
			t.Errorf("%s: no %s", c.text, c.act)
		}
	}
}

// TestJointMention: words that mean two parties name nobody who stands for one of them,
// and so come back from quads as they were.
func TestJointMention(t *testing.T) {
	x := extract.New(extract.Options{})
	joint := false
	text := "China and the United States signed the deal. Xi and Obama spoke. Analysts said India supported them."
	for _, s := range statements(t, x, schema.Document{Text: text, Lang: "en"}) {
		ps := s.Claim.Patients
		if len(ps) < 2 {
			continue
		}
		joint = true
		for _, p := range ps {
			if p.Person != nil {
				t.Errorf("%s has the person %s", p.Text, p.Person.Name)
			}
		}
	}
	if !joint {
		t.Error("no claim has two patients")
	}
}

// An event that is only named again is the one that was told: who condemns it need not say
// who did it, and takes aim at nobody then.
func TestNamedAgain(t *testing.T) {
	x := extract.New(extract.Options{})
	for _, c := range []struct{ lang, text string }{
		{"en", "Israel attacked Peru on Monday. Chad condemned the attack."},
		{"id", "Israel menyerang Peru pada Senin. Chad mengecam serangan itu."},
	} {
		ss := statements(t, x, schema.Document{Text: c.text, Lang: c.lang})
		last := ss[len(ss)-1]
		if got := line(&last); last.Act != schema.Condemn || !strings.Contains(got, "ISR>PER") || len(last.Targets) > 0 || last.Claim.ID != ss[0].Claim.ID {
			t.Errorf("%s\n got %s at %v", c.text, got, last.Targets)
		}
	}
}

// Who answers what: the number of the statement that the last one answers, or -1.
var answers = []struct {
	lang, text string
	act        schema.Act // of the answer
	want       int
}{
	{"en", "Turkey said the reporter was killed in the consulate. Saudi Arabia dismissed the accusations as baseless.", schema.Reject, 0},
	{"id", "Korea Selatan menuduh Pyongyang mengirim tentara ke Rusia. Kremlin menepis laporan tersebut.", schema.Deny, 0},
	{"id", "Turki mengatakan bahwa Rusia membantah terlibat.", schema.Deny, -1},
	{"id", "Ukraina Tuduh Iran Pasok Drone ke Rusia, Teheran Membantah", schema.Deny, 0},
	{"en", "Brazil accused Chile of arming rebels, a charge that Santiago called a lie in a letter.", schema.Reject, 0},
	{"en", "Brazil accused Chile of arming rebels, an allegation that Santiago described as \"laughable\".", schema.Reject, 0},
	{"id", "Brasil menuduh Chile mempersenjatai pemberontak, tuduhan yang disebut Santiago tidak berdasar.", schema.Reject, 0},
	{"en", "Brazil said Chile armed rebels. Chile said the report was false and accused Peru of attacking a tanker.", schema.Reject, 0},
}

func TestAnswers(t *testing.T) {
	x := extract.New(extract.Options{})
	for _, c := range answers {
		ss := statements(t, x, schema.Document{Text: c.text, Lang: c.lang})
		got, found := -1, false
		for _, s := range ss {
			if s.Act != c.act {
				continue
			}
			found = true
			for i := range ss {
				if slices.Contains(s.RespondsTo, ss[i].ID) {
					got = i
				}
			}
		}
		if !found || got != c.want {
			t.Errorf("%s\nanswers %d, want %d (a %s: %t)", c.text, got, c.want, c.act, found)
		}
	}
}
