package graph

import (
	"iter"
	"strings"
	"unicode"
)

// stopWords are left out of the index: words of grammar in English and Indonesian.
var stopWords = set(`a an the and or but of to in on at by for from with as is are was were be been being it its this that these those
he she they them his her their we you i not no nor has have had do does did will would can could may might shall should than then so if
which who whom whose what when where into over under after before about against between during through out up down also more most other some such only own same too very
yang dan atau tetapi di ke dari dengan untuk pada oleh sebagai adalah ialah itu ini tersebut para akan telah sudah sedang masih tidak bukan belum
ia dia mereka kami kita saya anda nya juga lebih dalam antara bahwa karena jika maka agar supaya bagi serta hal ada dapat bisa harus hanya seperti lagi pun sebuah seorang suatu`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// Words are the words of a text that the index keeps: lower case, without
// punctuation, of two letters or more, without those of grammar, each once. The
// English plural -s and the Indonesian -nya are cut off, so that "drones" finds
// "drone" and "dronenya".
func Words(text string) []string {
	var out []string
	seen := make(map[string]bool)
	for w := range words(text) {
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// words are those of Words as often as they come.
func words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(strings.ToLower(text), betweenWords) {
			if len(w) >= 2 && !stopWords[w] && !yield(Stem(w)) {
				return
			}
		}
	}
}

func betweenWords(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// Stem cuts the ending off a word in lower case.
func Stem(w string) string {
	if s, ok := strings.CutSuffix(w, "nya"); ok && len(s) > 3 {
		return s
	}
	if s, ok := strings.CutSuffix(w, "s"); ok && len(s) > 3 && !strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "i") && !strings.HasSuffix(s, "u") {
		return s
	}
	return w
}
