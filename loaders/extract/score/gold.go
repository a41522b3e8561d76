// Package score compares extracted statements with what a careful reader found.
//
// Gold is one JSON object a line:
//
//	{"anchor": "Iran awalnya membantah hal ini", "act": "deny", "speaker": ["IRN"], "relation": "supply"}
//
// Invariants: a statement counts for at most one gold line and a gold line for at
// most one statement; fields that a gold line leaves out are not scored.
package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"saksi/schema"
)

// List is a list of names, written in JSON as a list or, when it has one, as a
// string. Nil means that the field was left out; empty that there is none.
type List []string

// UnmarshalJSON reads a string or a list of strings; null leaves the field out.
func (l *List) UnmarshalJSON(b []byte) error {
	if bytes.Equal(b, []byte("null")) {
		return nil
	}
	var one string
	if json.Unmarshal(b, &one) == nil {
		*l = List{one}
		return nil
	}
	many := []string{}
	if err := json.Unmarshal(b, &many); err != nil {
		return errors.New("neither a string nor a list of strings")
	}
	*l = many
	return nil
}

// Numbers is a list of numbers of gold lines, written as a list or a number.
type Numbers []int

// UnmarshalJSON reads a number or a list of numbers.
func (n *Numbers) UnmarshalJSON(b []byte) error {
	var one int
	if json.Unmarshal(b, &one) == nil {
		*n = Numbers{one}
		return nil
	}
	return json.Unmarshal(b, (*[]int)(n))
}

// Gold is one expected statement.
type Gold struct {
	N          int             `json:"n"`   // its number, for RespondsTo
	Doc        string          `json:"doc"` // file or id of the document; "" for the only one
	Anchor     string          `json:"anchor"`
	Act        schema.Act      `json:"act"`
	Alt        []schema.Act    `json:"alt"` // acts that are right as well
	Speaker    List            `json:"speaker"`
	Person     *string         `json:"person"`
	Target     List            `json:"target"`
	Relation   *string         `json:"relation"`
	Agents     List            `json:"agent"`
	Patients   List            `json:"patient"`
	Theme      *string         `json:"theme"`
	Modality   schema.Modality `json:"modality"`
	Polarity   schema.Polarity `json:"polarity"`
	When       string          `json:"when"`
	RespondsTo Numbers         `json:"responds_to"`
	// Optional lines neither reward the statement that matches them nor punish its absence.
	Optional bool   `json:"optional"`
	Note     string `json:"note"`
}

// Read reads gold lines. Errors name the file and the line.
func Read(r io.Reader, name string) ([]Gold, error) {
	var out []Gold
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := bytes.TrimSpace(sc.Bytes())
		if len(line) == 0 {
			continue
		}
		var g struct {
			Gold
			Agents2   List `json:"agents"`
			Patients2 List `json:"patients"`
			Targets2  List `json:"targets"`
		}
		if err := json.Unmarshal(line, &g); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if err := g.check(); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		for _, f := range []struct{ to, from *List }{{&g.Agents, &g.Agents2}, {&g.Patients, &g.Patients2}, {&g.Target, &g.Targets2}} {
			if *f.to == nil {
				*f.to = *f.from
			}
		}
		out = append(out, g.Gold)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

func (g *Gold) check() error {
	if g.Anchor == "" {
		return errors.New(`no "anchor"`)
	}
	for _, a := range append([]schema.Act{g.Act}, g.Alt...) {
		if a != "" && !a.Valid() {
			return fmt.Errorf("unknown act %q", a)
		}
	}
	if g.Relation != nil && *g.Relation != "" && !schema.Relation(*g.Relation).Valid() {
		return fmt.Errorf("unknown relation %q", *g.Relation)
	}
	return nil
}
