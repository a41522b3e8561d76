package extract

import (
	"math"

	"saksi/loaders/extract/language"
	"saksi/schema"
)

// confidence is how sure the reading of a statement is, 0 to 1: a sum of what
// speaks for and against it on the logistic scale.
func (r *Reading) confidence(s *schema.Statement, m made) float64 {
	z := 1.8
	if m.found >= 0 {
		a := &r.Found[m.found]
		switch {
		case a.Generic:
			z -= 1.0
		case a.POS == language.Noun:
			z -= 0.7
		}
		if a.Source.Ref.Anaphor {
			z -= 0.4
		}
		if a.Quote == schema.Direct {
			z += 0.3
		}
		if a.Mind {
			z -= 0.3
		}
	} else {
		z -= 0.6
	}
	if p := m.prop; p != nil {
		if p.POS == language.Noun {
			z -= 0.4
		}
		if p.Relative {
			z -= 0.4
		}
		if len(s.Claim.Agents) == 0 {
			z -= 0.6
		}
	} else if s.Claim.Relation == "" {
		z -= 0.5
	}
	return math.Round(1000/(1+math.Exp(-z))) / 1000
}
