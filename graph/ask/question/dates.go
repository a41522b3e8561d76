package question

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"saksi/schema"
)

var months = func() map[string]int {
	m := make(map[string]int)
	for i, names := range strings.Fields(`january,jan,januari february,feb,februari,pebruari march,mar,maret april,apr may,mei june,jun,juni july,jul,juli
august,aug,agustus,agu september,sep,sept october,oct,oktober,okt november,nov december,dec,desember,des`) {
		for _, n := range strings.Split(names, ",") {
			m[n] = i + 1
		}
	}
	return m
}()

// relatives are times by the day of the question: so many years, months and days
// before it, and how much of the date counts.
var relatives = func() map[string]offset {
	m := make(map[string]offset)
	for _, o := range []struct {
		words  string
		offset offset
	}{
		{"this year,tahun ini", offset{layout: "2006"}},
		{"last year,tahun lalu,tahun kemarin", offset{years: -1, layout: "2006"}},
		{"this month,bulan ini", offset{layout: "2006-01"}},
		{"last month,bulan lalu,bulan kemarin", offset{months: -1, layout: "2006-01"}},
		{"today,hari ini", offset{layout: time.DateOnly}},
		{"yesterday,kemarin", offset{days: -1, layout: time.DateOnly}},
	} {
		for _, w := range strings.Split(o.words, ",") {
			m[w] = o.offset
		}
	}
	return m
}()

type offset struct {
	years, months, days int
	layout              string
}

// relative reads a time by the day of the question, as EDTF.
func relative(words string, now time.Time) (edtf string, ok bool) {
	o, ok := relatives[strings.ToLower(words)]
	if !ok {
		return "", false
	}
	if o.months != 0 { // the 31st has no like in many months
		now = now.AddDate(0, 0, 1-now.Day())
	}
	return now.AddDate(o.years, o.months, o.days).Format(o.layout), true
}

// date reads a date at the beginning of the tokens, and returns it as EDTF with the
// number of tokens that it takes: 0 when there is none. Months alone are no dates.
func date(ts []token) (edtf string, n int) {
	word := func(i int) string {
		if i < len(ts) {
			return ts[i].lower
		}
		return ""
	}
	month := func(i int) int {
		if word(i) == "may" && ts[i].text == "may" && year(word(i+1)) == 0 { // the verb
			return 0
		}
		return months[word(i)]
	}
	y := year(word(0))
	switch {
	case len(word(0)) >= 7 && strings.IndexByte(word(0), '-') == 4:
		if _, err := schema.ParseTime(strings.ToUpper(word(0))); err == nil {
			return strings.ToUpper(word(0)), 1
		}
	case y != 0:
		return word(0), 1
	case month(0) != 0 && year(word(1)) != 0: // October 2022
		return fmt.Sprintf("%s-%02d", word(1), month(0)), 2
	case day(word(0)) != 0 && month(1) != 0 && year(word(2)) != 0: // 17 October 2022
		return fmt.Sprintf("%s-%02d-%02d", word(2), month(1), day(word(0))), 3
	case month(0) != 0 && day(word(1)) != 0 && year(word(2)) != 0: // October 17, 2022
		return fmt.Sprintf("%s-%02d-%02d", word(2), month(0), day(word(1))), 3
	}
	return "", 0
}

func year(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 || n < 1800 || n > 2100 {
		return 0
	}
	return n
}

func day(s string) int {
	s = strings.TrimRight(s, "stndrh")
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// dayBefore and dayAfter are the last day before and the first after a time.
func dayBefore(edtf string) string {
	t, err := schema.ParseTime(edtf)
	if err != nil {
		return ""
	}
	start, _, _ := t.Bounds()
	return start.AddDate(0, 0, -1).Format(time.DateOnly)
}

func dayAfter(edtf string) string {
	t, err := schema.ParseTime(edtf)
	if err != nil {
		return ""
	}
	_, end, _ := t.Bounds()
	return end.Format(time.DateOnly)
}
