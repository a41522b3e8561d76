package jsonl

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

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

func (r *reader) document(d *schema.Document, fields map[string]json.RawMessage) error {
	err := Fill(d, r.in.Options, func(name string) (string, bool, error) {
		raw, ok := fields[name]
		if !ok || string(raw) == "null" {
			return "", false, nil
		}
		s, err := scalar(raw)
		if err != nil {
			return "", false, fmt.Errorf("field %q: %w", name, err)
		}
		return s, true, nil
	})
	return err
}

func scalar(raw json.RawMessage) (string, error) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return "", err
	}
	switch v := v.(type) {
	case string:
		return v, nil
	case float64, bool:
		return strings.TrimSpace(string(raw)), nil
	case []any:
		var parts []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", "), nil
	}
	return "", errors.New("an object where a string belongs")
}

// Fill sets the fields of a document from a record whose values get looks up by
// name, with the field names of o.Fields before the usual ones.
func Fill(d *schema.Document, o item.Options, get func(name string) (value string, ok bool, err error)) error {
	for _, f := range fieldNames {
		names := f.names
		if mapped, ok := o.Fields[f.field]; ok {
			names = []string{mapped}
		}
		for _, n := range names {
			v, ok, err := get(n)
			if err != nil {
				if f.field == "text" || o.Fields[f.field] != "" {
					return err
				}
				continue
			}
			if ok {
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
	date, err := published(d.Published)
	if err != nil {
		return err
	}
	d.Published = date
	d.Lang = language(d.Lang)
	o.Complete(d)
	return nil
}

// published normalises a date, and fails where none can be read from it.
func published(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	if t, err := schema.ParseTime(s); err == nil && t.Precision() != schema.Interval {
		return s, nil
	}
	if len(s) >= 19 && s[10] == ' ' { // 2022-12-10 13:00:00
		iso := s[:10] + "T" + strings.TrimSpace(s[11:])
		for _, zone := range []string{"", "Z"} {
			if _, err := schema.ParseTime(iso + zone); err == nil {
				return iso + zone, nil
			}
		}
	}
	if d, ok := when.HeaderDate(s); ok {
		return d, nil
	}
	return "", fmt.Errorf("published %q: not a date (use YYYY-MM-DD or 2022-12-10T13:00:00+07:00)", s)
}

// language keeps what looks like a BCP 47 tag and maps a few names.
func language(s string) string {
	s = strings.TrimSpace(s)
	switch strings.ToLower(s) {
	case "indonesian", "bahasa indonesia", "bahasa", "in", "ind":
		return "id"
	case "english", "eng":
		return "en"
	}
	if len(s) > 35 || strings.ContainsAny(s, " \t") {
		return ""
	}
	return s
}
