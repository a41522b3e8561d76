package field

import (
	"testing"

	"saksi/loaders/source/item"
	"saksi/schema"
)

func TestPublished(t *testing.T) {
	for in, want := range map[string]string{
		"2022-12-10":                      "2022-12-10",
		"2022-12":                         "2022-12",
		" 2022-12-10T13:00:00+07:00 ":     "2022-12-10T13:00:00+07:00",
		"2022-12-10T06:00:00.123Z":        "2022-12-10T06:00:00Z",
		"2022-12-10T13:00:00+0700":        "2022-12-10T13:00:00+07:00",
		"2022-12-10T13:00+07:00":          "2022-12-10T13:00:00+07:00",
		"2022-12-10 13:00:00":             "2022-12-10",
		"Sat, 10 Dec 2022 13:00:00 +0700": "2022-12-10T13:00:00+07:00",
		"Sat, 10 Dec 2022 06:00:00 GMT":   "2022-12-10T06:00:00Z",
		"20221210130000":                  "2022-12-10T13:00:00Z",
		"20221210":                        "2022-12-10",
		"10 December 2022":                "2022-12-10",
		"10 Des 2022, 13:00 WIB":          "2022-12-10T13:00:00+07:00",
		"":                                "",
	} {
		got, err := Published(in)
		if err != nil || got != want {
			t.Errorf("%q: %q, %v, want %q", in, got, err, want)
		}
		if _, err := schema.ParseTime(got); got != "" && err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
	for _, in := range []string{"31-02", "2022-02-31", "yesterday", "2022-10/2022-11"} {
		if got, err := Published(in); err == nil {
			t.Errorf("%q: %q, want an error", in, got)
		}
	}
}

func TestFill(t *testing.T) {
	record := map[string]string{"body": "Iran membantah.", "text": "", "headline": "Iran", "when": "2022-12-10", "language": "Indonesian"}
	get := func(name string) (string, bool, error) {
		v, ok := record[name]
		return v, ok && v != "", nil
	}
	var d schema.Document
	if err := Fill(&d, item.Options{Fields: map[string]string{"published": "when"}}, get); err != nil {
		t.Fatal(err)
	}
	want := schema.Document{Text: "Iran membantah.", Title: "Iran", Published: "2022-12-10", Lang: "id"}
	if d != want {
		t.Errorf("%+v", d)
	}
	if err := Fill(new(schema.Document), item.Options{Fields: map[string]string{"text": "nothing"}}, get); err == nil {
		t.Error("no error without a text")
	}
}
