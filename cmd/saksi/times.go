package main

import "strings"

// seasons are the parts of a year that EDTF numbers, for readers: 2022-22 is the
// summer of 2022 (ISO 8601-2:2019, 4.8).
var seasons = map[string]string{
	"21": "spring", "22": "summer", "23": "autumn", "24": "winter",
	"33": "first quarter of", "34": "second quarter of", "35": "third quarter of", "36": "fourth quarter of",
	"40": "first half of", "41": "second half of",
}

// qualifiers are what EDTF puts behind a time that is not sure.
var qualifiers = []struct{ mark, words string }{
	{"~", "around "}, {"?", "perhaps "}, {"%", "perhaps around "},
}

// timeWords is an EDTF time as a reader would say it: "until 2022-02-24" for
// "../2022-02-24". What it does not know it leaves as it is.
func timeWords(edtf string) string {
	from, to, interval := strings.Cut(edtf, "/")
	switch {
	case !interval:
		return oneTime(edtf)
	case from == ".." || from == "":
		return "until " + oneTime(to)
	case to == ".." || to == "":
		return "since " + oneTime(from)
	}
	return oneTime(from) + " to " + oneTime(to)
}

func oneTime(edtf string) string {
	for _, q := range qualifiers {
		if bare, ok := strings.CutSuffix(edtf, q.mark); ok {
			return q.words + oneTime(bare)
		}
	}
	if year, part, ok := strings.Cut(edtf, "-"); ok {
		if name := seasons[part]; name != "" {
			return name + " " + year
		}
	}
	return edtf
}
