package extract

import (
	"math"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// sign is something about a statement that speaks for or against it.
type sign int

// The signs of the weights below.
const (
	always sign = iota
	genericCue
	nounCue
	weakCue
	anaphoric
	unknownSpeaker
	direct
	thought
	nested
	several
	noRelation
	nounRelation
	relativeClause
	noAgent
	noPatient
	unknownParty
	notActual
	denied
	charge
	narrated
	longSentence
	signs
)

// weights are what each sign adds, on the logistic scale. They are fitted to the
// gold articles by TestCalibration, so that of statements at 0.8 about 80 % have
// act, speaker and claim right.
var weights = [signs]float64{
	always: 1.1, genericCue: -0.2, nounCue: -0.4, weakCue: 0.3, anaphoric: 0.1, unknownSpeaker: -1.1, direct: 0.5, thought: 0.3,
	nested: -0.4, several: -1.1, noRelation: -0.8, nounRelation: 0.3, relativeClause: -0.4, noAgent: -0.3, noPatient: -0.4,
	notActual: 0.3, denied: 0.1, charge: -0.1, narrated: 0.2, longSentence: 0.1,
}

// confidence is how sure the reading of a statement is, 0 to 1.
func (r *Reading) confidence(s *schema.Statement, m made) float64 {
	z := 0.0
	for i, on := range r.signs(s, m) {
		if on {
			z += weights[i]
		}
	}
	return math.Round(1000/(1+math.Exp(-z))) / 1000
}

// signs are those that a statement shows.
func (r *Reading) signs(s *schema.Statement, m made) (on [signs]bool) {
	on[always] = true
	on[narrated] = m.found < 0
	on[longSentence] = m.sent < len(r.Sents) && r.Sents[m.sent].Len() > 40
	if m.found >= 0 {
		r.speechSigns(&on, m)
		info, _ := s.Act.Info()
		on[charge] = info.Reply || s.Act == schema.Accuse
	}
	p := m.prop
	if p == nil {
		on[noRelation] = s.Claim.Relation == ""
		return on
	}
	on[nounRelation] = p.POS == language.Noun
	on[relativeClause] = p.Relative
	on[noAgent] = len(s.Claim.Agents) == 0
	on[noPatient] = len(s.Claim.Patients) == 0 && s.Claim.Theme == nil
	on[unknownParty] = unknownAmong(s.Claim.Agents) || unknownAmong(s.Claim.Patients)
	on[notActual] = s.Claim.Modality != schema.Actual
	on[denied] = s.Claim.Polarity == schema.Negative
	return on
}

// speechSigns are the signs of the attribution.
func (r *Reading) speechSigns(on *[signs]bool, m made) {
	a := &r.Found[m.found]
	on[genericCue] = a.Generic
	on[nounCue] = a.POS == language.Noun
	on[weakCue] = a.Head >= 0
	on[anaphoric] = a.Source.Ref.Anaphor
	on[unknownSpeaker] = len(a.Source.Ref.Actors) == 0
	on[direct] = a.Quote == schema.Direct
	on[thought] = a.Mind
	on[nested] = a.Parent >= 0
	on[several] = r.claimsOf[m.found] > 1
	if a.Source.Word >= 0 {
		on[unknownSpeaker] = on[unknownSpeaker] && r.Sents[a.Source.Sent].Word(a.Source.Word).POS != syntax.PROPN
	}
}

func unknownAmong(ps []schema.Party) bool {
	for _, p := range ps {
		if p.ID == "" {
			return true
		}
	}
	return false
}
