package main

import (
	"testing"

	"saksi/schema"
)

func TestTimeWords(t *testing.T) {
	for edtf, want := range map[string]string{
		"2022": "2022", "2022-10-17": "2022-10-17", "2022-22": "summer 2022", "2022-33": "first quarter of 2022", "2022-41": "second half of 2022",
		"../2022-02-24": "until 2022-02-24", "2023-10-07/..": "since 2023-10-07", "2022-10/2022-12": "2022-10 to 2022-12",
		"2022-10~": "around 2022-10", "2022?": "perhaps 2022", "2022-24%": "perhaps around winter 2022", "../2022-23~": "until around autumn 2022",
		"2022-10-17T13:00:00+07:00": "2022-10-17T13:00:00+07:00", "202X": "202X",
	} {
		if _, err := schema.ParseTime(edtf); err != nil {
			t.Error(err)
		}
		if got := timeWords(edtf); got != want {
			t.Errorf("%s: %q, want %q", edtf, got, want)
		}
	}
}
