package question

import (
	"errors"
	"strings"
	"testing"
	"time"

	"saksi/schema"
)

type names map[string]string

func (n names) Resolve(name string) []schema.IRI {
	if id, ok := n[strings.ToLower(name)]; ok {
		if id == "USA" && (name == "as" || name == "us") {
			return nil
		}
		return []schema.IRI{schema.IRI("actor/" + id)}
	}
	return nil
}

var world = names{"iran": "IRN", "ukraine": "UKR", "ukraina": "UKR", "russia": "RUS", "rusia": "RUS", "us": "USA", "as": "USA",
	"amerika serikat": "USA", "united states": "USA", "north korea": "PRK", "korea utara": "PRK", "kyiv": "UKR", "zelensky": "zelensky", "israel": "ISR",
	"south korea": "KOR", "china": "CHN"}

func TestTables(t *testing.T) {
	if err := checkTables(); err != nil {
		t.Error(err)
	}
}

// The question first, what is understood on the next line.
var questions = []string{
	"who accused Iran of what?", "who: act=accuse against=Iran",
	"siapa menuduh Iran?", "who: act=accuse against=Iran",
	"Who accused Iran of supplying drones to Russia?", "who: act=accuse against=Iran relation=supply about=drones patient=Russia",
	"Siapa yang menuduh Iran memasok drone ke Rusia pada Oktober 2022?", "who: act=accuse against=Iran relation=supply about=drone patient=Rusia said=2022-10",
	"Apa yang dibantah Iran?", "what: act=deny by=Iran",
	"What did Iran deny?", "what: by=Iran act=deny",
	"Siapa menuduh siapa pada Oktober 2022?", "who: act=accuse said=2022-10",
	"When did Iran admit sending drones?", "when: by=Iran act=admit relation=supply about=drones",
	"Kapan Iran mengakui mengirim drone?", "when: by=Iran act=admit relation=supply about=drone",
	"What did the US say about North Korea in 2023?", "what: by=US about=North Korea said=2023",
	"Apa yang dikatakan AS tentang Korea Utara pada 2023?", "what: by=AS about=Korea Utara said=2023",
	"Did Russia deny it?", "whether: by=Russia act=deny",
	"Apakah Rusia membantahnya?", "whether: by=Rusia act=deny",
	"Who was accused by Ukraine?", "who: act=accuse by=Ukraine",
	"Siapa yang dituduh Ukraina?", "who: act=accuse by=Ukraina",
	"Siapa yang dituduh oleh Ukraina sejak Maret 2022?", "who: act=accuse by=Ukraina said_since=2022-03",
	"Was Iran accused of attacking Israel?", "whether: against=Iran act=accuse relation=attack patient=Israel",
	"Accusations by Ukraine against Iran", "statements: act=accuse by=Ukraine against=Iran",
	"Apa tuduhan Ukraina terhadap Iran?", "what: act=accuse by=Ukraina against=Iran",
	"Iran's denials since October 2022", "statements: by=Iran act=deny said_since=2022-10",
	"Who supplied drones to Russia?", "who: relation=supply about=drones patient=Russia",
	"Who said that Iran supplied drones?", "who: agent=Iran relation=supply about=drones",
	"Siapa yang mengancam Israel?", "who: act=threaten against=Israel",
	"Which countries condemned Russia between 2022 and 2023?", "who: act=condemn against=Russia said_since=2022 said_until=2023",
	"What did Zelensky promise?", "what: by=Zelensky act=promise",
	"statements by Zelensky about drones", "statements: by=Zelensky about=drones",
	"Who was attacked by Russia after 24 February 2022?", "who: relation=attack agent=Russia said_since=2022-02-25",
	"Siapa yang diserang Rusia sebelum 2023?", "who: relation=attack agent=Rusia said_until=2022-12-31",
	"How many times did Iran deny supplying drones?", "unread: times",
	"Why did Iran deny it?", "unread: Why",
	"who accused Atlantis?", "unread: Atlantis",
	"who accused Israel of genocide?", "who: act=accuse against=Israel about=genocide",
	"siapa yang membantah keterlibatan?", "who: act=deny about=keterlibatan",
	"What did Iran say last month?", "what: by=Iran said=2023-12",
	"Siapa yang menuduh Iran tahun lalu?", "who: act=accuse against=Iran said=2023",
	"Apa yang dibantah Rusia sejak kemarin?", "what: act=deny by=Rusia said_since=2024-01-14",
	"What did Iran say this year?", "what: by=Iran said=2024",
	"What did Iran say last Tuesday?", "unread: Tuesday",
	"colourless green ideas", "unread: colourless … green … ideas",
}

func TestQuestions(t *testing.T) {
	r := &Reader{Names: world, Now: func() time.Time { return time.Date(2024, 1, 15, 12, 0, 0, 0, time.UTC) }}
	for i := 0; i < len(questions); i += 2 {
		_, got, err := r.Parse(questions[i])
		line := string(got.Wanted) + ": " + got.Filters()
		var u *UnreadError
		if errors.As(err, &u) {
			line = "unread: " + strings.Join(got.Unread, " … ")
		}
		if line != questions[i+1] {
			t.Errorf("%s\n got %s\nwant %s", questions[i], line, questions[i+1])
		}
	}
}
