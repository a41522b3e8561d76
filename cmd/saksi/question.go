package main

import (
	"encoding/json"
	"errors"

	"saksi/graph/ask"
	"saksi/graph/ask/question"
)

// understand reads a plain question and adds the filters of the flags, which win.
// It tells on standard error how the question was read.
func understand(text string, flags ask.Query, a *app) (ask.Query, error) {
	r := newQuestionReader()
	q, reading, err := r.Parse(text)
	var unread *question.UnreadError
	if errors.As(err, &unread) {
		if reading.Filters() == "" {
			return q, usagef(`%w (ask as in "who accused Iran of what?", or use the filters of saksi ask --help)`, err)
		}
		return q, usagef("%w (leave the words out that were not, or use the filters of saksi ask --help)", err)
	}
	if err != nil {
		return q, err
	}
	if f := reading.Filters(); f != "" {
		a.log.Info("understood: " + f)
	}
	for _, n := range reading.Notes {
		a.log.Info(n)
	}
	b, err := json.Marshal(flags)
	if err != nil {
		return q, err
	}
	return q, json.Unmarshal(b, &q)
}
