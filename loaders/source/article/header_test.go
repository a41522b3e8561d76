package article

import (
	"testing"

	"saksi/schema"
)

// Where a report tells its date, and that prose is none.
func TestDatelines(t *testing.T) {
	for _, c := range []struct{ text, title, publisher, published string }{
		{"Malaysia bantah tuduhan\n\nJakarta, 3 Maret 2024 - Malaysia membantah tuduhan Filipina soal kapalnya.", "Malaysia bantah tuduhan", "", "2024-03-03"},
		{"Jakarta, 3 Maret 2024 - Malaysia membantah tuduhan Filipina soal kapalnya.", "", "", "2024-03-03"},
		{"Iran denies it\n\nWASHINGTON, Nov. 5, 2022 (Reuters) - Iran denied on Monday that it had sent drones.", "Iran denies it", "Reuters", "2022-11-05"},
		{"Iran denies it\n\nTEHRAN, 5 November 2022 — Iran denied on Monday that it had sent drones.", "Iran denies it", "", "2022-11-05"},
		{"Iran denies it\n\nWASHINGTON, Nov 21 - Iran denied on Monday that it had sent drones.", "Iran denies it", "", ""},
		{"Iran membantah\n\nJakarta, 21 November - Iran membantah tuduhan itu pada Senin lalu.", "Iran membantah", "", ""},
		{"Iran denies it\n\n5 November 2022\n\nTEHRAN, 6 November 2022 - Iran denied on Monday that it had sent drones.", "Iran denies it", "", "2022-11-05"},
		{"Iran denies it\n\nTEHRAN (AP) - Iran denied on Monday that it had sent drones.", "Iran denies it", "AP", ""},
		{"Iran denies it\n\nThe drones of 5 November 2022 - some of them Iranian - fell on Kyiv again last night.", "Iran denies it", "", ""},
	} {
		d := schema.Document{Text: c.text}
		ReadHeader(&d)
		if d.Title != c.title || d.Publisher != c.publisher || d.Published != c.published {
			t.Errorf("%s\ngot  %q %q %q\nwant %q %q %q", c.text, d.Title, d.Publisher, d.Published, c.title, c.publisher, c.published)
		}
	}
}
