// Package field reads the fields of a document from records: JSON objects, CSV
// rows, the metadata of pages and feeds.
//
//	Fill(&doc, options, row.get)                        // "body" → Text, "date" → Published, …
//	Published("Sab, 10 Des 2022 13:00 WIB")             // 2022-12-10T13:00:00+07:00
//
// Invariant: a document's Published is an ISO 8601 date or time that
// schema.ParseTime reads, or empty.
package field

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"saksi/loaders/extract/when"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// fieldNames says under which names other corpora keep our fields, best first.
var fieldNames = []struct {
	field string
	names []string
	set   func(*schema.Document) *string
}{
	{"text", []string{"text", "body", "content", "maintext", "article", "full_text"}, func(d *schema.Document) *string { return &d.Text }},
	{"id", []string{"id", "_id", "doc_id"}, func(d *schema.Document) *string { return &d.InputID }},
	{"url", []string{"url", "link", "source_url"}, func(d *schema.Document) *string { return &d.URL }},
	{"title", []string{"title", "headline"}, func(d *schema.Document) *string { return &d.Title }},
	{"publisher", []string{"publisher", "source", "site_name", "source_domain"}, func(d *schema.Document) *string { return &d.Publisher }},
	{"author", []string{"author", "byline"}, func(d *schema.Document) *string { return &d.Author }},
	{"published", []string{"published", "date", "date_publish", "published_at", "datePublished"}, func(d *schema.Document) *string { return &d.Published }},
	{"lang", []string{"lang", "language"}, func(d *schema.Document) *string { return &d.Lang }},
}

// Names are the fields that --map can fill.
func Names() []string {
	var out []string
	for _, f := range fieldNames {
		out = append(out, f.field)
	}
	return out
}

// NamesOf are the names under which one of our fields is looked for, best first.
func NamesOf(field string) []string {
	for _, f := range fieldNames {
		if f.field == field {
			return f.names
		}
	}
	return nil
}

// named are the names of a field, or the one that the user gives it.
func named(field string, o item.Options) []string {
	if mapped, ok := o.Fields[field]; ok {
		return []string{mapped}
	}
	return NamesOf(field)
}

// HasText tells whether one of the fields of a record may hold the text.
func HasText(o item.Options, has func(name string) bool) bool {
	return slices.ContainsFunc(named("text", o), has)
}

// Fill sets the fields of a document from a record whose values get looks up by
// name, with the field names of o.Fields before the usual ones.
func Fill(d *schema.Document, o item.Options, get func(name string) (value string, ok bool, err error)) error {
	for _, f := range fieldNames {
		for _, n := range named(f.field, o) {
			v, ok, err := get(n)
			if err != nil {
				if f.field == "text" || o.Fields[f.field] != "" {
					return err
				}
				continue
			}
			if ok && strings.TrimSpace(v) != "" {
				*f.set(d) = v
				break
			}
		}
	}
	if strings.TrimSpace(d.Text) == "" {
		return errors.New(`no "text" (name the field that has it with --map text=FIELD)`)
	}
	if int64(len(d.Text)) > o.Max() {
		return item.TooLarge(o.Max())
	}
	date, err := Published(d.Published)
	if err != nil {
		return err
	}
	d.Published = date
	d.Lang = Language(d.Lang)
	o.Complete(d)
	return nil
}

// layouts are the forms of dates that machines write, beside ISO 8601. Those
// without a zone are given without one's hours, since the day is what is sure.
var layouts = []struct{ in, out string }{
	{time.RFC3339, time.RFC3339},
	{"2006-01-02T15:04:05Z0700", time.RFC3339},
	{"2006-01-02T15:04Z07:00", time.RFC3339},
	{"2006-01-02 15:04:05Z07:00", time.RFC3339},
	{"2006-01-02 15:04:05 Z0700", time.RFC3339},
	{"2006-01-02 15:04:05", time.DateOnly},
	{"2006-01-02T15:04:05", time.DateOnly},
	{"2006-01-02 15:04", time.DateOnly},
	{time.RFC1123Z, time.RFC3339},
	{time.RFC1123, time.RFC3339},
	{"Mon, 2 Jan 2006 15:04:05 -0700", time.RFC3339},
	{"Mon, 2 Jan 2006 15:04:05 MST", time.RFC3339},
	{"2 Jan 2006 15:04:05 -0700", time.RFC3339},
	{"20060102T150405Z", time.RFC3339},
	{"20060102150405", time.RFC3339},
	{"20060102", time.DateOnly},
	{"2006/01/02", time.DateOnly},
}

// Published normalises a date, and fails where none can be read from it. The
// empty string is no date and no error.
func Published(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	for _, l := range layouts {
		if t, err := time.Parse(l.in, s); err == nil {
			return t.Format(l.out), nil
		}
	}
	if t, err := schema.ParseTime(s); err == nil && t.Precision() != schema.Interval {
		return s, nil
	}
	if d, ok := when.HeaderDate(s); ok {
		return d, nil
	}
	return "", fmt.Errorf("published %q: not a date (use YYYY-MM-DD or 2022-12-10T13:00:00+07:00)", s)
}

// Language is the language of a BCP 47 tag, without script and region, or of one of
// a few names; "" for what is neither.
func Language(s string) string {
	s = strings.TrimSpace(s)
	switch strings.ToLower(s) {
	case "indonesian", "bahasa indonesia", "bahasa", "in", "ind":
		return "id"
	case "english", "eng":
		return "en"
	}
	if i := strings.IndexAny(s, "-_"); i > 0 {
		s = s[:i]
	}
	if len(s) < 2 || len(s) > 8 || strings.ContainsAny(s, " \t") {
		return ""
	}
	return strings.ToLower(s)
}
