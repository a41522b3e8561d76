package segment

import (
	"fmt"
	"strings"
	"testing"
)

// Each case is a text, then its quotations: what is between the marks, with +
// before one that reopens, … after one that is not closed, and the parent.
func TestQuotes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"plain", `"Kami siap," katanya. "Tidak."`, []string{`Kami siap,`, `Tidak.`}},
		{"curly", `“Kami siap,” katanya.`, []string{`Kami siap,`}},
		{"both marks the same", `”Kami siap,” katanya, ”ya.”`, []string{`Kami siap,`, `ya.`}},
		{"low and high", `„Kami siap“, katanya. „Ya”, katanya.`, []string{`Kami siap`, `Ya`}},
		{"guillemets", `«Kami siap», katanya.`, []string{`Kami siap`}},
		{"TeX", "``Kami siap,'' katanya. ''Ya,'' katanya.", []string{`Kami siap,`, `Ya,`}},
		{"single", `'Kami siap,' katanya. ‘Ya,’ katanya. ’Tidak,’ katanya.`, []string{`Kami siap,`, `Ya,`, `Tidak,`}},
		{"apostrophes", `Iran's and the states' rights, Jum'at, O’Brien’s ’90s and 'tis.`, nil},
		{"genitive inside single marks", `He said 'the workers' rights matter' today.`, []string{`the workers' rights matter`}},
		{"nested", `“Ia bilang ‘kami siap’ kemarin,” katanya.`, []string{`Ia bilang ‘kami siap’ kemarin,`, `kami siap <0`}},
		{"nested, plain", `"Ia bilang 'kami siap' kemarin," katanya.`, []string{`Ia bilang 'kami siap' kemarin,`, `kami siap <0`}},
		{"nested at the start", `“‘Kami siap’ katanya,” ujar Andi.`, []string{`‘Kami siap’ katanya,`, `Kami siap <0`}},
		{"different marks", `“Kami siap," katanya. "Ya,” katanya.`, []string{`Kami siap,`, `Ya,`}},
		{"space on the wrong side", `"Kami siap, "katanya. Ia bilang, " Ya."`, []string{`Kami siap, `, ` Ya.`}},
		{"unclosed", "“Kami siap, katanya.\nLalu ia pergi.", []string{`Kami siap, katanya.…`}},
		{"reopened", "“Kami siap.\n“Kami kuat,” katanya.", []string{`Kami siap.…`, `+Kami kuat,`}},
		{"not reopened", "“Kami siap.”\n“Kami kuat,” katanya.", []string{`Kami siap.`, `Kami kuat,`}},
		{"missing mark", `"Kami siap, katanya. Lalu "ya" dan tidak.`, []string{`Kami siap, katanya. Lalu "ya" dan tidak.…`, `ya <0`}},
		{"lost space", `Itu bohong."Kami siap," katanya.Dia pergi."Ya," katanya.`, []string{`Kami siap,`, `Ya,`}},
		{"inches", `Layar 6" itu "besar".`, []string{`besar`}},
		{"unclosed inside", `“Ia bilang «kami siap kemarin,” katanya.`, []string{`Ia bilang «kami siap kemarin,`, `kami siap kemarin,… <0`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := Segment(c.text, "en")
			var got []string
			for _, q := range text.Quotes {
				s := text.Source[q.Inner.Start:q.Inner.End]
				if q.Continues {
					s = "+" + s
				}
				if !q.Closed {
					s += "…"
				}
				if q.Parent >= 0 {
					s += fmt.Sprintf(" <%d", q.Parent)
				}
				got = append(got, s)
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}
