package frame_test

import (
	"context"
	"sort"
	"strings"
	"testing"

	"saksi/loaders/extract"
	"saksi/loaders/extract/frame"
	"saksi/schema"
)

// props are sentences with one of the propositions that must come of them: relation,
// agents > patients (actors by the end of their identifier, others by their words),
// then "not" for a negated one and the modality unless it is actual. An empty want
// means that nothing at all may come.
type props struct{ text, want string }

// indonesian are told after public facts of the last decades, each built another way.
var indonesian = []props{
	// active verbs
	{"Rusia menginvasi Ukraina pada 24 Februari 2022.", "invade RUS>UKR"},
	{"Korea Utara meluncurkan rudal balistik ke arah Jepang.", "attack PRK>JPN"},
	{"Amerika Serikat mengirim sistem Patriot kepada Ukraina.", "supply USA>UKR"},
	{"Filipina menuduh China setelah kapal China menabrak kapal Filipina di Laut China Selatan.", "attack CHN>PHL"},
	{"Turki mengusir sepuluh duta besar negara Barat.", "expel TUR>sepuluh duta besar negara Barat"},
	{"Australia menerima para pengungsi dari Afganistan.", "host AUS>AFG"},
	{"Mesir menutup perbatasan Rafah.", "blockade EGY>"},
	{"Arab Saudi membebaskan dua warga Amerika Serikat.", "release SAU>dua warga Amerika Serikat"},
	{"Militer Myanmar menahan Aung San Suu Kyi sejak kudeta Februari 2021.", "detain MMR>aung-san-suu-kyi"},
	{"Polisi menangkap tiga aktivis di Jayapura.", "detain IDN>tiga aktivis"},
	{"Pengadilan di Moskow menghukum Alexei Navalny 19 tahun penjara.", "convict RUS>alexei-navalny"},
	// passive verbs
	{"Ismail Haniyeh dibunuh di Teheran.", "kill >HAMAS"},
	{"Kota Mariupol dikepung pasukan Rusia.", "blockade RUS>UKR"},
	{"Dua jurnalis ditahan oleh pemerintah Iran.", "detain IRN>Dua jurnalis"},
	{"Pasukan Ukraina dilatih oleh Inggris.", "train GBR>UKR"},
	{"Rumah sakit di Gaza dibom Israel.", "bomb ISR>Rumah sakit"},
	{"Ribuan warga Rohingya diusir dari Myanmar.", "expel >Ribuan warga Rohingya"},
	// nouns for events and light verbs
	{"Israel melakukan serangan udara ke Suriah.", "attack ISR>SYR"},
	{"Uni Eropa menjatuhkan sanksi kepada Belarus.", "sanction EU>BLR"},
	{"Indonesia memberikan bantuan kemanusiaan kepada Turki.", "aid IDN>TUR"},
	{"Amerika Serikat mencabut sanksi terhadap Suriah.", "sanction USA>SYR not"},
	{"Jepang dan Korea Selatan menggelar pertemuan di Tokyo.", "meet JPN+KOR>"},
	{"Serangan Hamas ke Israel menewaskan 1.200 orang.", "kill HAMAS>1.200 orang"},
	{"Kerja sama militer antara Rusia dan Korea Utara kian erat.", "cooperate PRK+RUS>"},
	{"China menggelar latihan militer di sekitar Taiwan.", "mobilize CHN>TWN"},
	// both sides
	{"Armenia dan Azerbaijan menandatangani perjanjian damai.", "sign ARM+AZE>"},
	{"Joko Widodo bertemu Volodymyr Zelensky di Kyiv.", "meet IDN>UKR"},
	{"Prabowo Subianto berkunjung ke China.", "visit IDN>CHN"},
	{"Menteri Luar Negeri Retno Marsudi menelepon Menteri Luar Negeri Iran.", "negotiate IDN>IRN"},
	{"Ethiopia berunding dengan Mesir soal bendungan.", "negotiate ETH>EGY"},
	// negation and modality
	{"India tidak mendukung Rusia.", "support IND>RUS not"},
	{"Jerman akan memasok tank kepada Ukraina.", "supply DEU>UKR future"},
	{"Thailand menolak berunding dengan Kamboja.", "negotiate THA>KHM not planned"},
	{"Rusia menghentikan pasokan gas ke Polandia.", "supply RUS>POL not"},
	{"Prancis berencana menarik pasukannya dari Niger.", "withdraw FRA>NER planned"},
	// control, coordination, relative clauses
	{"Iran memasok dan melatih kelompok Houthi.", "train IRN>HOUTHI"},
	{"Kapal Israel yang diserang Houthi tenggelam.", "attack HOUTHI>ISR"},
	{"Amerika Serikat membantu Israel mencegat rudal Iran.", "support USA>ISR"},
	{"Pemberontak M23 merebut kota Goma di Kongo.", "seize M23>COD"},
	{"Tentara Sudan menyerang RSF dan merebut istana presiden.", "attack SDN>RSF"},
	{"Warga Bangladesh berunjuk rasa menentang pemerintah.", "protest Warga Bangladesh>"},
	{"Venezuela memutus hubungan diplomatik dengan Paraguay.", "recognize VEN>PRY not"},
	{"Pengadilan Rusia menjatuhkan hukuman penjara kepada Alexei Navalny.", "convict RUS>alexei-navalny"},
	{"Presiden Serbia menerima Presiden China Xi Jinping di Beograd.", "acquire SRB>CHN"},
	{"India memborong minyak dari Rusia.", "acquire IND>RUS"},
	{"Inggris membekukan aset milik oligarki Rusia.", "sanction GBR>RUS"},
	{"Kolombia dan ELN mencapai gencatan senjata.", "release COL+ELN>"},
	{"Malaysia memulangkan pekerja migran ke Indonesia.", "expel MYS>pekerja migran"},
	{"Tentara Israel mundur dari Gaza.", "withdraw ISR>PSE"},
	{"Cuaca di Jakarta cerah.", ""},
}

// english are grouped by the file whose main rules they try.
var english = []props{
	// match: voice, objects, shared objects, two objects, machines, what is fired
	{"Israel bombed Lebanon.", "bomb ISR>LBN"},
	{"Lebanon was bombed by Israel.", "bomb ISR>LBN"},
	{"Ghana attacked and occupied Togo.", "occupy GHA>TGO"},
	{"Germany gave Ukraine tanks.", "supply DEU>UKR"},
	{"Israeli jets bombed Syria.", "bomb ISR>SYR"},
	{"Rockets fired by Hamas struck a school in Israel.", "attack HAMAS>a school"},
	{"A court in Italy found Maria Lopez guilty of theft.", "convict ITA>Maria Lopez"},
	{"Nurses went on strike against the government of Peru.", "protest Nurses>PER"},
	{"Brazil donated vaccines to Paraguay.", "aid BRA>PRY"},
	// noun: owners, compounds, light verbs, those who had a part
	{"Turkey carried out airstrikes against Syria.", "attack TUR>SYR"},
	{"Turkey's invasion of Syria went on.", "invade TUR>SYR"},
	{"The attack by Hamas on Israel was short.", "attack HAMAS>ISR"},
	{"The shelling of Sudan by Chad ended.", "bomb TCD>SDN"},
	{"Russia is responsible for the bombing of Ukraine.", "bomb RUS>UKR"},
	{"Japan blamed Iran for the attack on Qatar.", "attack IRN>QAT"},
	{"Kenya suspended aid to Somalia.", "aid KEN>SOM not"},
	{"An attack by Hamas on Israel killed three soldiers.", "kill HAMAS>three soldiers"},
	{"The partnership between Iran and Russia is growing.", "cooperate IRN+RUS>"},
	{"They fight corruption.", ""},
	// oblique: prepositions, those who gain, places that lead
	{"Norway supplied weapons to Ukraine.", "supply NOR>UKR"},
	{"Norway supplied Ukraine with weapons.", "supply NOR>UKR"},
	{"Norway is sending food to meet the needs of families in Malawi.", "supply NOR>MWI"},
	{"Colombia negotiated with Venezuela.", "negotiate COL>VEN"},
	{"France deployed troops along Niger.", "deploy FRA>NER"},
	// party: bodies, two sides, counted people, names known by their last word
	{"The armies of Ghana and Togo held a meeting.", "meet GHA+TGO>"},
	{"British and French officials met in London.", "meet FRA+GBR>"},
	{"Dozens of students protested against Serbia.", "protest Dozens of students>SRB"},
	{"Chinese soldiers attacked India.", "attack CHN>IND"},
	{"Ministers from Kenya and Uganda met in Nairobi.", "meet KEN+UGA>"},
	{"The EU and Mercosur struck a trade deal.", "sign EU+MERCOSUR>"},
	{"Armenia ceded four villages to Azerbaijan.", "accede ARM>AZE"},
	{"Israeli soldiers shot two nurses dead.", "kill ISR>two nurses"},
	{"Israeli soldiers shot dead two nurses.", "kill ISR>two nurses"},
	{"Sudan declared war on Chad.", "attack SDN>TCD"},
	// subject: control, relative clauses, participles, coordination
	{"Egypt forced Sudan to release the prisoners.", "release SDN>prisoners"},
	{"Egypt, which attacked Sudan, is a neighbour.", "attack EGY>SDN"},
	{"Egypt attacked Sudan and expelled two diplomats.", "expel EGY>two diplomats"},
	{"Egypt bombed a base in Sudan, killing nine soldiers.", "kill EGY>nine soldiers"},
	{"The soldiers who attacked Mali left.", "attack The soldiers>MLI"},
	{"Egypt wants to attack Sudan.", "attack EGY>SDN planned"},
	// mood: negation, modality, verbs that turn it round
	{"Chile did not attack Peru.", "attack CHL>PER not"},
	{"Chile never attacked Peru.", "attack CHL>PER not"},
	{"Chile will visit Peru.", "visit CHL>PER future"},
	{"Chile may attack Peru.", "attack CHL>PER possible"},
	{"Chile refused to meet Peru.", "meet CHL>PER not planned"},
	{"Chile failed to support Peru.", "support CHL>PER not planned"},
	{"Chile stopped bombing Peru.", "bomb CHL>PER not"},
	{"If Chile attacks Peru, Bolivia loses.", "attack CHL>PER possible"},
	// repair and lead: times, participles and events that lead a sentence
	{"Hours earlier Egypt expelled three diplomats.", "expel EGY>three diplomats"},
	{"After weeks of talks, Chile and Bolivia have reached an agreement.", "sign BOL+CHL>"},
	{"Imprisoned activists have begun a hunger strike to protest against Belarus.", "protest Imprisoned activists>BLR"},
	{"Adam Okello was released Saturday after Salva Kiir pardoned him.", "release SSD>him"},
	{"Kurdish units threatened to shell British forces.", "bomb KURDS>GBR possible"},
	{"Ghana has banned Nigerian traders.", "sanction GHA>Nigerian traders"},
	{"The weather was fine in Paris.", ""},
}

func TestEnglish(t *testing.T) { check(t, "en", english) }

func TestIndonesian(t *testing.T) { check(t, "id", indonesian) }

func check(t *testing.T, lang string, cases []props) {
	x := extract.New(extract.Options{Lang: lang})
	for _, c := range cases {
		d := schema.Document{Text: c.text, Published: "2024-05-01"}
		x.Prepare(&d)
		r, err := x.Read(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		found := false
		for i := range r.Props {
			for j := range r.Props[i] {
				g := line(r, i, &r.Props[i][j])
				got, found = append(got, g), found || g == c.want
			}
		}
		if !found && c.want != "" || c.want == "" && len(got) > 0 {
			t.Errorf("%s\n want %s\n got  %s", c.text, c.want, strings.Join(got, "\n      "))
		}
	}
}

// line writes a proposition as the tables have it.
func line(r *extract.Reading, sent int, p *frame.Prop) string {
	out := []string{string(p.Relation), parties(r, sent, p.Agents) + ">" + parties(r, sent, p.Patients)}
	if p.Negative {
		out = append(out, "not")
	}
	if p.Modality != schema.Actual {
		out = append(out, string(p.Modality))
	}
	return strings.Join(out, " ")
}

func parties(r *extract.Reading, sent int, as []frame.Arg) string {
	var out []string
	s := r.Sents[sent]
	for _, a := range as {
		if len(a.Ref.Actors) == 0 || a.Ref.Actors[0].Kind == schema.Unnamed {
			b := s.Phrase(a.Word)
			out = append(out, strings.TrimPrefix(r.Text.Source[b[0]:b[1]], "the "))
		}
		for _, l := range a.Ref.Actors {
			if l.Kind != schema.Unnamed {
				out = append(out, strings.TrimPrefix(string(l.Actor), "actor/"))
			}
		}
	}
	if len(out) > 1 {
		sort.Strings(out)
	}
	return strings.Join(out, "+")
}
