package gdelt

import (
	"fmt"
	"html"
	"strings"

	"saksi/schema"
)

// The columns of the Global Knowledge Graph that are read (GKG 2.1 codebook).
const (
	gkgID     = 0
	gkgDate   = 1
	gkgSource = 3
	gkgURL    = 4
	gkgQuotes = 22
	gkgExtras = 26
)

// verbs are those of the GKG's quotations that say more than "said".
var verbs = map[string]schema.Act{"denied": schema.Deny, "accused": schema.Accuse, "admitted": schema.Admit, "warned": schema.Warn,
	"demanded": schema.Demand, "asked": schema.Ask, "promised": schema.Promise, "vowed": schema.Promise, "condemned": schema.Condemn,
	"praised": schema.Praise, "agreed": schema.Agree, "rejected": schema.Reject, "threatened": schema.Threaten}

// gkg makes an extraction of a row of the Global Knowledge Graph: its quotations
// are statements of a source that the table does not name. It is nil for a row
// without any.
func gkg(f []string) (*schema.Extraction, error) {
	published, day, err := stamp(f[gkgDate])
	if err != nil {
		return nil, fmt.Errorf("DATE: %w", err)
	}
	if f[gkgQuotes] == "" {
		return nil, nil
	}
	doc := schema.Document{ID: schema.IRI("doc/" + schema.Address("gkg", f[gkgID])), InputID: "gkg:" + f[gkgID],
		URL: f[gkgURL], Publisher: f[gkgSource], Published: published, Title: pageTitle(f[gkgExtras])}
	x := &schema.Extraction{}
	var text strings.Builder
	runes := 0
	for q := range strings.SplitSeq(f[gkgQuotes], "#") {
		parts := strings.SplitN(q, "|", 4) // offset, length, verb, quotation
		if len(parts) != 4 || strings.TrimSpace(parts[3]) == "" {
			return nil, fmt.Errorf("quotation %.40q is not offset|length|verb|text", q)
		}
		quote := strings.TrimSpace(parts[3])
		line := "“" + quote + "”"
		n := len([]rune(line))
		s := schema.Statement{Act: schema.Assert, Said: day, Rule: "gdelt/quotation", Confidence: 0.5,
			Content:  schema.Content{Text: quote, Spans: []schema.Span{{runes + 1, runes + n - 1}}, Quote: schema.Direct},
			Evidence: schema.Evidence{Sentence: line, Span: schema.Span{runes, runes + n}}}
		if act, ok := verbs[strings.ToLower(strings.TrimSpace(parts[2]))]; ok {
			s.Act = act
		}
		s.Claim = schema.Claim{Polarity: schema.Positive, Modality: schema.Actual, Text: quote, Spans: s.Content.Spans}
		x.Statements = append(x.Statements, s)
		text.WriteString(line + "\n")
		runes += n + 1
	}
	doc.Text = text.String()
	x.Document = doc
	doc.Text = ""
	for i := range x.Statements {
		s := &x.Statements[i]
		s.Document = doc
		s.Speaker = schema.Party{ID: schema.UnnamedID(doc.ID, "quoted source"), Name: "quoted source"}
		s.Claim.ID = schema.ClaimID(&s.Claim)
		s.ID = schema.StatementID(s)
	}
	return x, nil
}

// pageTitle is what the extras say in <PAGE_TITLE>.
func pageTitle(extras string) string {
	_, rest, ok := strings.Cut(extras, "<PAGE_TITLE>")
	if !ok {
		return ""
	}
	t, _, _ := strings.Cut(rest, "</PAGE_TITLE>")
	return strings.TrimSpace(html.UnescapeString(t))
}
