package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"saksi/loaders/extract/when"
	"saksi/loaders/source/pattern"
	"saksi/schema"
)

// headerLines is how many lines that are not blank may belong to the header.
const headerLines = 12

// ReadHeader reads title, author, publisher and date from the lines that a
// plain-text article begins with. What the document has already is kept.
func ReadHeader(d *schema.Document) {
	lines := firstLines(d.Text, headerLines)
	if len(lines) == 0 {
		return
	}
	set(&d.Title, titleOf(lines))
	for i, l := range lines {
		if pub, ok := dateline(l.text); ok && i > 0 || ok && len(lines) == 1 {
			set(&d.Publisher, pub)
			if date, ok := leadDate(l.text); ok {
				set(&d.Published, date)
			}
			break // the body begins here
		}
		if name := byline(l.text); name != "" {
			set(&d.Author, name)
		}
		if date, ok := when.HeaderDate(l.text); ok && d.Published == "" {
			d.Published = date
			if i >= 2 && !l.afterBlank && !lines[i-1].afterBlank && isName(lines[i-1].text) {
				set(&d.Publisher, lines[i-1].text)
			}
		}
		if date, ok := leadDate(l.text); ok {
			set(&d.Published, date)
			break // the body begins here
		}
	}
	if d.Publisher == "" {
		d.Publisher = publisherIn(lines)
	}
}

func set(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

type line struct {
	text       string
	afterBlank bool // the line before is blank
}

// firstLines gives the first n lines that are not blank.
func firstLines(text string, n int) []line {
	var out []line
	blank := false
	for l := range strings.Lines(text) {
		l = strings.TrimSpace(l)
		if l == "" {
			blank = true
			continue
		}
		out = append(out, line{l, blank && len(out) > 0})
		if blank = false; len(out) == n {
			break
		}
	}
	return out
}

// titleOf is the first line, when it reads like a headline: short, and either no
// sentence or set apart from what follows.
func titleOf(lines []line) string {
	t := lines[0].text
	n := utf8.RuneCountInString(t)
	if len(lines) == 1 || n > 250 {
		return ""
	}
	_, isLead := dateline(t)
	_, isDated := leadDate(t)
	if isLead || isDated {
		return ""
	}
	if strings.HasSuffix(t, ".") && !strings.HasSuffix(t, "...") && n > 90 {
		return "" // a sentence of the body
	}
	return t
}

var bylines = []pattern.Pattern{
	pattern.New(`^(?i:oleh|penulis|reporter|pewarta|by|author|written by)\s*:?\s+(\p{Lu}[\p{L}.'’-]*(?:(?:,|\s|\s&\s|\sdan\s|\sand\s)+\p{Lu}[\p{L}.'’-]*){0,7})`),
}

// byline is the author's name in lines such as "oleh Hariz Barak diperbarui …",
// "By Jane Doe, Reuters" and "Penulis: Siti Aminah".
func byline(l string) string {
	if utf8.RuneCountInString(l) > 120 {
		return ""
	}
	for _, re := range bylines {
		if m := re().FindStringSubmatch(l); m != nil {
			rest := strings.TrimSpace(l[len(m[0]):])
			if rest != "" && strings.HasSuffix(rest, ".") {
				return "" // a sentence that begins with "By"
			}
			return strings.TrimRight(m[1], " ,")
		}
	}
	return ""
}

var (
	dash = `(?:--|[-–—])`
	// "Liputan6.com, Jakarta - ", "Jakarta, CNN Indonesia -- ", "KOMPAS.com - "
	datelines = []pattern.Pattern{
		pattern.New(`^([A-Za-z0-9]+\.(?i:com|co|id|net|org|tv)(?:\.[a-z]{2})?)(?:\s*,\s*[\p{L} .()/]{2,40})?\s+` + dash + `\s`),
		pattern.New(`^[\p{Lu}][\p{L} .'-]{1,30},\s*([\p{Lu}][\p{L}0-9 .]{1,30}?)\s+` + dash + `\s`),
		pattern.New(`^[\p{Lu}][\p{L} .,/'’0-9-]{1,60}?\s*\(([\p{Lu}][\p{L}0-9. ]{1,30})\)\s*` + dash + `\s?`),
		pattern.New(`^\(([\p{Lu}][\p{L}0-9. ]{1,30})\)\s*` + dash + `\s?`),
	}
)

// dateline is the agency or paper at the start of a report, "" where only place and day
// are named.
func dateline(l string) (publisher string, ok bool) {
	head := l[:min(len(l), 140)]
	for _, re := range datelines {
		if m := re().FindStringSubmatch(head); m != nil {
			publisher = strings.TrimSpace(m[1])
			if _, isDay := when.HeaderDate(publisher + " 2000"); isDay {
				publisher = "" // "WASHINGTON, Nov 21 - "
			}
			return publisher, true
		}
	}
	return "", false
}

var (
	leadEnd = pattern.New(`\s` + dash + `\s`)
	agency  = pattern.New(`\s*\([\p{Lu}][\p{L}0-9. /]{1,30}\)$`)
)

// leadDate is the date at the start of a report: "Jakarta, 3 Maret 2024 - ",
// "WASHINGTON, Nov. 5, 2022 (Reuters) - ". It needs a year, and text behind it.
func leadDate(l string) (date string, ok bool) {
	end := leadEnd().FindStringIndex(l[:min(len(l), 80)])
	if end == nil || len(l)-end[1] < 30 {
		return "", false
	}
	return when.HeaderDate(agency().ReplaceAllString(l[:end[0]], ""))
}

// isName tells a line that may name a paper: a few words, no sentence.
func isName(l string) bool {
	if len(strings.Fields(l)) > 6 || utf8.RuneCountInString(l) > 60 || strings.ContainsAny(l, "!?\"“”") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(l)
	return unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')'
}

// publisherIn finds a site's name that stands alone: "Liputan6.com", "BBC News".
func publisherIn(lines []line) string {
	for _, l := range lines[1:] {
		for _, prefix := range []string{"Sumber:", "Source:", "Publisher:", "Penerbit:"} {
			if rest, ok := strings.CutPrefix(l.text, prefix); ok && isName(rest) {
				return strings.TrimSpace(rest)
			}
		}
	}
	return ""
}
