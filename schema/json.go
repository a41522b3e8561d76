package schema

import "encoding/json"

type ploverJSON struct {
	Type string  `json:"type"`
	Mode *string `json:"mode"`
}

func (p Plover) wire() *ploverJSON {
	if p.Type == "" {
		return nil
	}
	w := &ploverJSON{Type: p.Type}
	if p.Mode != "" {
		w.Mode = &p.Mode
	}
	return w
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

type claimAlias Claim

type claimJSON struct {
	ID       IRI         `json:"id"`
	Relation *string     `json:"relation"`
	Cameo    *string     `json:"cameo"`
	Plover   *ploverJSON `json:"plover"`
	claimAlias
	When *string `json:"when"`
}

// MarshalJSON writes the claim with its codes; absent slots are null.
func (c Claim) MarshalJSON() ([]byte, error) {
	w := claimJSON{ID: c.ID, Relation: optional(string(c.Relation)), claimAlias: claimAlias(c), When: optional(c.When)}
	if info, ok := c.Relation.Info(); ok {
		w.Cameo, w.Plover = &info.Cameo, c.PLOVER().wire()
	}
	if w.Agents == nil {
		w.Agents = []Party{}
	}
	if w.Patients == nil {
		w.Patients = []Party{}
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes; the codes are ignored.
func (c *Claim) UnmarshalJSON(b []byte) error {
	var w claimJSON
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	*c = Claim(w.claimAlias)
	c.ID, c.Relation, c.When = w.ID, Relation(text(w.Relation)), text(w.When)
	return nil
}

type statementAlias Statement

type statementJSON struct {
	ID     IRI         `json:"id"`
	Act    Act         `json:"act"`
	Cameo  string      `json:"cameo,omitempty"`
	Plover *ploverJSON `json:"plover"`
	Stance Stance      `json:"stance"`
	statementAlias
	Said *string `json:"said"`
}

// MarshalJSON writes the statement with the codes and the stance of its act; the
// document goes without its text.
func (s Statement) MarshalJSON() ([]byte, error) {
	info, _ := s.Act.Info()
	w := statementJSON{ID: s.ID, Act: s.Act, Cameo: info.Cameo, Plover: info.Plover.wire(), Stance: s.Stance(),
		statementAlias: statementAlias(s), Said: optional(s.Said)}
	w.Document.Text = ""
	if w.Targets == nil {
		w.Targets = []Party{}
	}
	if w.RespondsTo == nil {
		w.RespondsTo = []IRI{}
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes; codes and stance are ignored.
func (s *Statement) UnmarshalJSON(b []byte) error {
	var w statementJSON
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	*s = Statement(w.statementAlias)
	s.ID, s.Act, s.Said = w.ID, w.Act, text(w.Said)
	return nil
}
