package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph/ask"
)

var timelineVerb = command{
	name:  "timeline",
	args:  "[flags] ACTOR|CLAIM",
	short: "what was said by and about an actor, or about a claim, in order of time",
	examples: `
saksi timeline Iran
saksi timeline Iran --about drone --said-since 2022
saksi timeline claim/abcdefghijklmnop`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		var f filterFlags
		var o answerFlags
		db := declareDB(fs)
		f.declare(fs)
		o.declare(fs)
		return func(ctx context.Context, a *app, args []string) error {
			subject := strings.TrimSpace(strings.Join(args, " "))
			if subject == "" {
				return usagef("no actor or claim named (saksi timeline Iran)")
			}
			if f.q.With != "" || f.claim != "" {
				return usagef("the timeline is that of %s: narrow it down with other flags than --with and --claim", subject)
			}
			q, err := f.flags()
			if err != nil {
				return err
			}
			if !fs.Changed("order") {
				o.order = string(ask.Oldest)
			}
			return a.answer(ctx, *db, subject, q, o)
		}
	},
}

const (
	mostMonths = 36 // from which on years are shown
	barWidth   = 40 // columns of the longest bar
)

// bars prints how many statements each month has, or each year of a long time:
//
//	2022-10  ████████████████████████████████████████  35
//	2022-11  ████████                                    7
func (a *app) bars(w io.Writer, f *ask.Facets) {
	if f == nil || len(f.Months) < 2 {
		return
	}
	counts, most := f.Months, 0
	if len(counts) > mostMonths {
		counts = byYear(counts)
	}
	for _, c := range counts {
		most = max(most, c.Count)
	}
	for _, c := range counts {
		fmt.Fprintf(w, "%s  %s  %*d\n", c.Value, a.paint(colourSource, bar(c.Count, most)), len(fmt.Sprint(most)), c.Count)
	}
	if f.Of.Relation == ask.AtLeast {
		fmt.Fprintf(w, "%s\n", a.paint(colourFaint, fmt.Sprintf("(the first %d statements)", f.Of.Value)))
	}
	fmt.Fprintln(w)
}

// byYear adds the counts of months up, in their order.
func byYear(months []ask.Count) []ask.Count {
	var out []ask.Count
	for _, m := range months {
		if n := len(out); n == 0 || out[n-1].Value != m.Value[:4] {
			out = append(out, ask.Count{Value: m.Value[:4]})
		}
		out[len(out)-1].Count += m.Count
	}
	return out
}

// bar is a bar for n, filled up with blanks to the width of that for most; it is at least
// an eighth of a column.
func bar(n, most int) string {
	eighths := max(n*barWidth*8/most, 1)
	full := strings.Repeat("█", eighths/8)
	width := eighths / 8
	if rest := eighths % 8; rest > 0 {
		full += string([]rune("▏▎▍▌▋▊▉")[rest-1])
		width++
	}
	return full + strings.Repeat(" ", barWidth-width)
}
