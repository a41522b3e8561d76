package export

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"saksi/schema"
)

// Column is a column of the table of statements.
type Column struct {
	Name  string
	Value func(st *schema.Statement) string
}

// Columns are those of the CSV of statements, in order; other programs count on
// their names. Several parties in one cell are separated by "; ". The version of
// the program goes in the last one.
func Columns(version string) []Column {
	type st = schema.Statement
	return []Column{
		{"statement_id", func(s *st) string { return string(s.ID) }},
		{"said_on", saidOn},
		{"said_precision", func(s *st) string {
			t, err := schema.ParseTime(saidOn(s))
			if err != nil {
				return ""
			}
			return string(t.Precision())
		}},
		{"act", func(s *st) string { return string(s.Act) }},
		{"speaker_id", func(s *st) string { return string(s.Speaker.ID) }},
		{"speaker", func(s *st) string { return partyName(s.Speaker) }},
		{"person", func(s *st) string { return person(s).Name }},
		{"person_office", func(s *st) string { return person(s).Office }},
		{"target_id", func(s *st) string { return join(s.Targets, partyID) }},
		{"target", func(s *st) string { return join(s.Targets, partyName) }},
		{"relation", func(s *st) string { return string(s.Claim.Relation) }},
		{"agent_id", func(s *st) string { return join(s.Claim.Agents, partyID) }},
		{"agent", func(s *st) string { return join(s.Claim.Agents, partyName) }},
		{"patient_id", func(s *st) string { return join(s.Claim.Patients, partyID) }},
		{"patient", func(s *st) string { return join(s.Claim.Patients, partyName) }},
		{"theme", func(s *st) string { return topicName(s.Claim.Theme) }},
		{"polarity", func(s *st) string { return string(s.Claim.Polarity) }},
		{"modality", func(s *st) string { return string(s.Claim.Modality) }},
		{"happened_start", func(s *st) string { first, _ := days(s.Claim.When); return first }},
		{"happened_end", func(s *st) string { _, last := days(s.Claim.When); return last }},
		{"confidence", func(s *st) string { return strconv.FormatFloat(s.Confidence, 'f', 2, 64) }},
		{"confidence_why", Why},
		{"evidence", func(s *st) string { return s.Evidence.Sentence }},
		{"document_id", func(s *st) string { return string(s.Document.ID) }},
		{"title", func(s *st) string { return s.Document.Title }},
		{"publisher", func(s *st) string { return s.Document.Publisher }},
		{"published_on", func(s *st) string { return s.Document.Date() }},
		{"url", func(s *st) string { return s.Document.URL }},
		{"lang", func(s *st) string { return s.Document.Lang }},
		{"char_start", func(s *st) string { return strconv.Itoa(s.Evidence.Span[0]) }},
		{"char_end", func(s *st) string { return strconv.Itoa(s.Evidence.Span[1]) }},
		{"rule", func(s *st) string { return s.Rule }},
		{"saksi_version", func(*st) string { return version }},
	}
}

func writeCSV(ctx context.Context, j *job) error {
	columns := Columns(j.o.Version)
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.Name
	}
	t := newCSV(j.w, j.o.Excel)
	if err := t.write(row); err != nil {
		return err
	}
	err := j.statements(ctx, func(s *schema.Statement) error {
		for i, c := range columns {
			row[i] = c.Value(s)
		}
		return t.write(row)
	})
	return errors.Join(err, t.close())
}

// csvTable writes RFC 4180, with lines that end as Unix has it unless a spreadsheet
// is to read them.
type csvTable struct {
	w     *csv.Writer
	excel bool
}

func newCSV(w io.Writer, excel bool) *csvTable {
	if excel {
		io.WriteString(w, "\ufeff") // the error shows in the first row
	}
	out := csv.NewWriter(w)
	out.UseCRLF = excel
	return &csvTable{out, excel}
}

// write writes a row, which it may change: control characters are replaced as in XML.
func (t *csvTable) write(row []string) error {
	for i, cell := range row {
		cell = cleanXML(cell)
		if t.excel && cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
			cell = "'" + cell
		}
		row[i] = cell
	}
	return t.w.Write(row)
}

func (t *csvTable) close() error {
	t.w.Flush()
	return t.w.Error()
}

// writeJSONL writes the statements as JSON, one a line.
func writeJSONL(ctx context.Context, j *job) error {
	return j.statements(ctx, func(s *schema.Statement) error {
		line, err := json.Marshal(s)
		if err != nil {
			return fmt.Errorf("statement %s: %w", s.ID, err)
		}
		j.w.Write(line)
		return j.w.WriteByte('\n')
	})
}

// statements hands the statements to f; by the day they were made and their
// identity, each once, when the export is sorted.
func (j *job) statements(ctx context.Context, f func(*schema.Statement) error) (err error) {
	count := func(s *schema.Statement) error {
		j.result.Statements++
		return f(s)
	}
	if !j.o.Sorted {
		return j.eachStatement(ctx, count)
	}
	sorted := newSorter(j.o)
	defer func() { err = errors.Join(err, sorted.close()) }()
	err = j.eachStatement(ctx, func(s *schema.Statement) error {
		b, err := json.Marshal(s)
		if err != nil {
			return fmt.Errorf("statement %s: %w", s.ID, err)
		}
		return sorted.add(append([]byte(saidOn(s)+"\t"+string(s.ID)+"\t"), b...))
	})
	if err != nil {
		return err
	}
	return sorted.each(ctx, func(record []byte) error {
		_, rest, _ := strings.Cut(string(record), "\t")
		_, text, _ := strings.Cut(rest, "\t")
		var s schema.Statement
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			return fmt.Errorf("sorted statement: %w", err)
		}
		return count(&s)
	})
}

func (j *job) eachStatement(ctx context.Context, f func(*schema.Statement) error) error {
	for s, err := range j.src.Statements(ctx) {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f(&s); err != nil {
			return err
		}
	}
	return ctx.Err()
}
