package main

import (
	"strings"

	"saksi/schema"
)

// why words the confidence of a statement, with the reasons that can be seen:
// "high: named speaker, direct quote".
func why(s *schema.Statement) string {
	level := "low"
	switch {
	case s.Confidence >= 0.8:
		level = "high"
	case s.Confidence >= 0.5:
		level = "medium"
	}
	var reasons []string
	switch {
	case len(s.Speaker.Spans) == 0 && s.Act == schema.Report:
		reasons = append(reasons, "the narrator's voice")
	case s.Speaker.ID == "":
		reasons = append(reasons, "speaker not known")
	case len(s.Speaker.Spans) == 0:
		reasons = append(reasons, "speaker carried over")
	default:
		reasons = append(reasons, "named speaker")
	}
	if s.Content.Quote == schema.Direct || s.Content.Quote == schema.Mixed {
		reasons = append(reasons, string(s.Content.Quote)+" quote")
	}
	if s.Cue.Text == "" && s.Act != schema.Report {
		reasons = append(reasons, "no cue")
	}
	if !s.Claim.Relation.Valid() {
		reasons = append(reasons, "no known relation")
	}
	return level + ": " + strings.Join(reasons, ", ")
}
