package serve

import (
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"saksi/graph/export"
)

// format is a form in which something can be had.
type format struct {
	name      string // as in ?format=
	mediaType string
	also      []string // further media types that mean it
}

var (
	jsonFormat  = format{"json", "application/json", []string{"text/json"}}
	jsonlFormat = format{"jsonl", "application/jsonl", []string{"application/x-ndjson", "application/x-jsonlines", "application/json-seq"}}
	csvFormat   = format{"csv", "text/csv", nil}
)

// valueFormats are the forms of what is a single value; statementFormats of what is
// made of statements, the usual one first; rowFormats those of a query's rows.
var (
	valueFormats     = []format{jsonFormat}
	rowFormats       = []format{jsonFormat, jsonlFormat, csvFormat}
	exportFormats    = allExports()
	statementFormats = append([]format{jsonFormat}, exportFormats...)
)

// allExports are the forms of package export, those with a media type of their own
// first.
func allExports() []format {
	var out []format
	for _, f := range export.Formats {
		if f.Name == jsonlFormat.name {
			out = append(out, jsonlFormat)
			continue
		}
		out = append(out, format{name: f.Name, mediaType: f.MediaType})
	}
	return out
}

// mediaRange is one entry of an Accept header (RFC 9110, section 12.5.1).
type mediaRange struct {
	kind, sub string
	q         float64
}

// parseAccept reads an Accept header. Entries that can't be read are left out.
func parseAccept(header string) []mediaRange {
	var out []mediaRange
	for _, entry := range strings.Split(header, ",") {
		t, params, err := mime.ParseMediaType(strings.TrimSpace(entry))
		if err != nil {
			continue
		}
		kind, sub, ok := strings.Cut(t, "/")
		if !ok {
			continue
		}
		m := mediaRange{kind, sub, 1}
		if s, ok := params["q"]; ok {
			q, err := strconv.ParseFloat(s, 64)
			if err != nil || q < 0 || q > 1 {
				continue
			}
			m.q = q
		}
		out = append(out, m)
	}
	return out
}

// matches tells how closely the range fits a media type: 0 not at all, 3 exactly.
func (m mediaRange) matches(mediaType string) int {
	kind, sub, _ := strings.Cut(mediaType, "/")
	switch {
	case m.kind == kind && m.sub == sub:
		return 3
	case m.kind == kind && m.sub == "*":
		return 2
	case m.kind == "*" && m.sub == "*":
		return 1
	}
	return 0
}

// quality is how much the ranges want a media type: that of the closest range, so
// that "text/csv;q=0, */*" excludes CSV.
func quality(ranges []mediaRange, mediaType string) float64 {
	best, q := 0, 0.0
	for _, m := range ranges {
		if n := m.matches(mediaType); n > best {
			best, q = n, m.q
		}
	}
	return q
}

// quality is how much the ranges want the format. Its further media types count
// only when they are named.
func (f format) quality(ranges []mediaRange) float64 {
	q := quality(ranges, f.mediaType)
	for _, m := range ranges {
		if slices.Contains(f.also, m.kind+"/"+m.sub) {
			q = max(q, m.q)
		}
	}
	return q
}

// negotiate chooses the format of an answer: by the parameter, else by the Accept
// header, the first in the list among equals.
func negotiate(r *http.Request, offers []format) (format, *Problem) {
	if name := r.URL.Query().Get("format"); name != "" {
		for _, f := range offers {
			if f.name == name {
				return f, nil
			}
		}
		return format{}, unacceptable(offers, "There is no format %q of this; there are %s.", name, strings.Join(formatNames(offers), ", "))
	}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return offers[0], nil
	}
	ranges := parseAccept(accept)
	var best format
	top := 0.0
	for _, f := range offers {
		if q := f.quality(ranges); q > top {
			best, top = f, q
		}
	}
	if top == 0 {
		return format{}, unacceptable(offers, "None of %q can be had of this; there are %s.", accept, strings.Join(formatNames(offers), ", "))
	}
	return best, nil
}

func unacceptable(offers []format, text string, args ...any) *Problem {
	p := problem("not-acceptable", text, args...)
	for _, f := range offers {
		if !slices.Contains(p.Available, f.mediaType) {
			p.Available = append(p.Available, f.mediaType)
		}
	}
	return p
}

func formatNames(offers []format) []string {
	var out []string
	for _, f := range offers {
		out = append(out, f.name)
	}
	return out
}
