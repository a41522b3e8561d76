package entity

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"saksi/loaders/extract/segment"
)

// plainText is a text of one sentence a line, cut at spaces and punctuation only.
func plainText(lang, source string) *segment.Text {
	t := &segment.Text{Source: source, Lang: lang}
	at := 0
	for _, line := range strings.SplitAfter(source, "\n") {
		s := segment.Sentence{Start: int32(at), First: int32(len(t.Tokens))}
		for i := 0; i < len(line); {
			r, n := utf8.DecodeRuneInString(line[i:])
			if unicode.IsSpace(r) {
				i += n
				continue
			}
			j := i + n
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				for j < len(line) {
					r, n := utf8.DecodeRuneInString(line[j:])
					if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !(r == '.' && j+1 < len(line) && unicode.IsLetter(rune(line[j+1]))) && !(r == '.' && j >= 2 && line[j-2] == '.') {
						break
					}
					j += n
				}
			}
			t.Tokens = append(t.Tokens, segment.Token{Start: int32(at + i), End: int32(at + j), Glued: i > 0 && line[i-1] != ' '})
			i = j
		}
		at += len(line)
		s.End, s.Last = int32(at), int32(len(t.Tokens))
		if s.Last > s.First {
			t.Sentences = append(t.Sentences, s)
		}
	}
	return t
}

func TestNames(t *testing.T) {
	l := NewLinker()
	for _, c := range []struct{ lang, text, want string }{
		{"en", "The US told us that U.S. troops as well as Turkey's army left.", "USA USMIL TUR"},
		{"id", "AS dan RI serta Korut membantah laporan itu, kata Presiden Joko Widodo.", "USA IDN PRK joko-widodo"},
		{"en", "As IS advanced, Jordan closed its border; Michael Jordan was not there.", "ISIS JOR"},
		{"id", "Kim Jong-un bertemu Kim Jong Un di Pyongyang.", "kim-jong-un kim-jong-un PRK"},
		{"en", "Al-Qaeda and al Qaida fought in the South China Sea.", "ALQAEDA ALQAEDA place/south-china-sea"},
		{"id", "Dia belajar bahasa Inggris dan membayar 5 juta dolar AS.", ""},
		{"id", "korea utara tuduh pbb langgar kedaulatan", "PRK UN"},
		{"en", "RUSSIA ACCUSES UKRAINE OF SHELLING", "RUS UKR"},
		{"en", "The White House and the Kremlin agreed.", "USA RUS"},
		{"en", "Turkish drones and Iranians met in Washington.", "TUR IRN USA"},
		{"id", "Menlu Retno Marsudi berbicara dengan Sekjen PBB Antonio Guterres.", "retno-marsudi UN antonio-guterres"},
		{"en", "Recep Tayyip Erdoğan met Nicolás Maduro.", "recep-tayyip-erdogan nicolas-maduro"},
	} {
		txt := plainText(c.lang, c.text)
		l.Begin(txt, "2020-05-01", "")
		var got []string
		for _, m := range l.scan.matches {
			if m.name >= 0 {
				got = append(got, strings.TrimPrefix(string(l.gaz.names[m.name].Actor), "actor/"))
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestLoadTime(t *testing.T) {
	start := time.Now()
	g := newGazetteer()
	t.Logf("gazetteer of %d names, %d roles, %d nodes in %v", len(g.names), len(g.roles), g.nodes, time.Since(start))
}

func BenchmarkBegin(b *testing.B) {
	l := NewLinker()
	txt := plainText("en", strings.Repeat("The Russian foreign minister, Sergei Lavrov, told reporters in Moscow on Monday that Iran had not supplied drones.\n", 20))
	b.ReportAllocs()
	for b.Loop() {
		l.Begin(txt, "2022-10-17", "")
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/20, "ns/sentence")
}

// The word lists are sorted, each word once in a class, in lower case.
func TestLexicon(t *testing.T) {
	last := ""
	for _, line := range strings.Split(strings.TrimSpace(wordsTable), "\n") {
		if line[0] == '#' {
			continue
		}
		name, words, _ := strings.Cut(line, "\t")
		if name <= last {
			t.Errorf("%s after %s", name, last)
		}
		last = name
		list := strings.Split(words, "|")
		for i, w := range list {
			if i > 0 && w <= list[i-1] || w != strings.ToLower(w) {
				t.Errorf("%s: %q", name, w)
			}
		}
		if !in(list[0], classNames[name]) {
			t.Errorf("%s is not read", name)
		}
	}
}
