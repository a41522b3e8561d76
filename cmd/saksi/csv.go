package main

import (
	"encoding/csv"
	"fmt"
	"strings"

	"saksi/graph/ask"
	"saksi/schema"
)

// csvColumns are the columns of the CSV output; other programs count on their
// names and order.
var csvColumns = []struct {
	name  string
	value func(s *schema.Statement) string
}{
	{"statement_id", func(s *schema.Statement) string { return string(s.ID) }},
	{"said_on", ask.SaidOn},
	{"said_precision", func(s *schema.Statement) string {
		t, err := schema.ParseTime(ask.SaidOn(s))
		if err != nil {
			return ""
		}
		return string(t.Precision())
	}},
	{"act", func(s *schema.Statement) string { return string(s.Act) }},
	{"speaker_id", func(s *schema.Statement) string { return string(s.Speaker.ID) }},
	{"speaker", func(s *schema.Statement) string { return partyName(&s.Speaker) }},
	{"person", func(s *schema.Statement) string { return person(s).Name }},
	{"person_office", func(s *schema.Statement) string { return person(s).Office }},
	{"target_id", func(s *schema.Statement) string { return ids(s.Targets) }},
	{"target", func(s *schema.Statement) string { return cells(s.Targets) }},
	{"relation", func(s *schema.Statement) string { return string(s.Claim.Relation) }},
	{"agent_id", func(s *schema.Statement) string { return ids(s.Claim.Agents) }},
	{"agent", func(s *schema.Statement) string { return cells(s.Claim.Agents) }},
	{"patient_id", func(s *schema.Statement) string { return ids(s.Claim.Patients) }},
	{"patient", func(s *schema.Statement) string { return cells(s.Claim.Patients) }},
	{"theme", func(s *schema.Statement) string {
		if s.Claim.Theme == nil {
			return ""
		}
		return topicName(s.Claim.Theme)
	}},
	{"polarity", func(s *schema.Statement) string { return string(s.Claim.Polarity) }},
	{"modality", func(s *schema.Statement) string { return string(s.Claim.Modality) }},
	{"happened_start", func(s *schema.Statement) string { start, _ := bounds(s.Claim.When); return start }},
	{"happened_end", func(s *schema.Statement) string { _, end := bounds(s.Claim.When); return end }},
	{"confidence", func(s *schema.Statement) string { return fmt.Sprintf("%.2f", s.Confidence) }},
	{"confidence_why", why},
	{"evidence", func(s *schema.Statement) string { return s.Evidence.Sentence }},
	{"document_id", func(s *schema.Statement) string { return string(s.Document.ID) }},
	{"title", func(s *schema.Statement) string { return s.Document.Title }},
	{"publisher", func(s *schema.Statement) string { return s.Document.Publisher }},
	{"published_on", func(s *schema.Statement) string { return s.Document.Date() }},
	{"url", func(s *schema.Statement) string { return s.Document.URL }},
	{"lang", func(s *schema.Statement) string { return s.Document.Lang }},
	{"char_start", func(s *schema.Statement) string { return fmt.Sprint(s.Evidence.Span[0]) }},
	{"char_end", func(s *schema.Statement) string { return fmt.Sprint(s.Evidence.Span[1]) }},
	{"rule", func(s *schema.Statement) string { return s.Rule }},
	{"saksi_version", func(*schema.Statement) string { return version }},
}

func person(s *schema.Statement) schema.Person {
	if s.Speaker.Person == nil {
		return schema.Person{}
	}
	return *s.Speaker.Person
}

// ids and cells join several parties in one cell.
func ids(ps []schema.Party) string {
	var out []string
	for _, p := range ps {
		if p.ID != "" {
			out = append(out, string(p.ID))
		}
	}
	return strings.Join(out, "; ")
}

func cells(ps []schema.Party) string {
	var out []string
	for i := range ps {
		out = append(out, partyName(&ps[i]))
	}
	return strings.Join(out, "; ")
}

// bounds are the first and the last day of an EDTF time, or "" where it is open.
func bounds(edtf string) (first, last string) {
	t, err := schema.ParseTime(edtf)
	if err != nil {
		return "", ""
	}
	start, end, _ := t.Bounds()
	if !start.IsZero() {
		first = start.Format("2006-01-02")
	}
	if !end.IsZero() {
		last = end.AddDate(0, 0, -1).Format("2006-01-02") // the end is exclusive
	}
	return first, last
}

// csv prints statements as RFC 4180, with a heading.
func (a *app) csv(statements []schema.Statement, excel bool) error {
	if excel {
		fmt.Fprint(a.out, "\ufeff")
	}
	w := csv.NewWriter(a.out)
	row := make([]string, len(csvColumns))
	for i, c := range csvColumns {
		row[i] = c.name
	}
	if err := w.Write(row); err != nil {
		return err
	}
	for i := range statements {
		for j, c := range csvColumns {
			row[j] = c.value(&statements[i])
			if excel && row[j] != "" && strings.ContainsRune("=+-@\t\r", rune(row[j][0])) {
				row[j] = "'" + row[j]
			}
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
