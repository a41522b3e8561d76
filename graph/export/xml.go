package export

import "strings"

// cleanXML replaces what XML 1.0 allows nowhere, not even escaped: most control
// characters, U+FFFE and U+FFFF, and bytes that are not UTF-8.
func cleanXML(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000:
			return r
		}
		return '\ufffd'
	}, s)
}

var (
	textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	attrEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&quot;", "\r", "&#xD;", "\n", "&#xA;", "\t", "&#x9;")
)

// xmlText and xmlAttr escape for the content of elements and for attributes in
// double quotes.
func xmlText(s string) string { return textEscapes.Replace(cleanXML(s)) }
func xmlAttr(s string) string { return attrEscapes.Replace(cleanXML(s)) }
