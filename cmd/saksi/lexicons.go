package main

import (
	"sync"

	"saksi/graph/ask/question"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/language/all"
	"saksi/schema"
)

// newQuestionReader makes a reader of questions that knows the words by which news are
// read: the names of the seeds, and the cues and relations of all languages.
func newQuestionReader() *question.Reader {
	return &question.Reader{Names: worldNames{}, Lexicons: questionLexicons()}
}

// questionLexicons are the words that questions use most, then those of the news, in
// every language that it is read in.
var questionLexicons = sync.OnceValue(func() []question.Lexicon {
	out := []question.Lexicon{question.Small()}
	for _, code := range all.Codes() {
		if l, err := all.Load(code); err == nil { // tests hold that the tables load
			out = append(out, newsLexicon{l})
		}
	}
	return out
})

// newsLexicon gives the tables of a language to the reader of questions.
type newsLexicon struct{ l *language.Language }

// Lookup lists what a form in lower case may mean.
func (n newsLexicon) Lookup(form string) (out []question.Sense) {
	e := n.l.Lookup(form)
	if e == nil {
		return nil
	}
	for _, c := range e.Cues {
		if s, ok := sense(c.POS, c.Voice, c.Rest); ok {
			if c.Act != schema.Assert { // saying is any act
				s.Act = c.Act
			}
			out = append(out, s)
		}
	}
	for _, r := range e.Relations {
		if s, ok := sense(r.POS, r.Voice, r.Rest); ok {
			if s.Relation = r.Relation.Relation; s.Voice == question.Noun && r.Poss == language.Patient {
				s.Voice = question.Undergone
			}
			out = append(out, s)
		}
	}
	for _, c := range e.Controls {
		s := question.Sense{Voice: question.Control, Rest: c.Rest}
		if c.Negative {
			s.Voice = question.Stopping
		}
		out = append(out, s)
	}
	return out
}

// voices are the voices of verbs in questions.
var voices = map[language.Voice]question.Voice{language.Any: question.Either, language.Active: question.Active,
	language.Passive: question.Passive, language.Bare: question.Bare}

// sense is a word form as questions know it. Adjectives and prepositions are not heads
// of questions.
func sense(pos language.POS, v language.Voice, rest []string) (question.Sense, bool) {
	s := question.Sense{Voice: voices[v], Rest: rest}
	switch pos {
	case language.Verb, language.Fixed:
	case language.Noun, language.AgentNoun:
		s.Voice = question.Noun
	default:
		return s, false
	}
	return s, true
}
