package score

import "saksi/schema"

// Bin is the statements whose confidence lies in a tenth of the scale.
type Bin struct {
	From  float64 `json:"from"` // least confidence
	To    float64 `json:"to"`
	N     int     `json:"statements"`
	Mean  float64 `json:"mean"`  // mean confidence, 0 to 1
	Right int     `json:"right"` // those with act, speaker and claim as the gold has them
}

// Calibration shows whether confidence means something: in each bin the share
// that is right should be near the mean. Reports that no gold line asks for are
// left out.
func (r *Result) Calibration() []Bin {
	bins := make([]Bin, 10)
	for i := range bins {
		bins[i].From, bins[i].To = float64(i)/10, float64(i+1)/10
	}
	add := func(s *schema.Statement, right bool) {
		b := &bins[min(int(s.Confidence*10), 9)]
		b.N++
		b.Mean += s.Confidence
		if right {
			b.Right++
		}
	}
	for i := range r.Pairs {
		if s := r.Pairs[i].Statement; s != nil {
			add(s, r.Pairs[i].Full)
		}
	}
	for _, e := range r.Extras {
		add(e.Statement, false)
	}
	var out []Bin
	for _, b := range bins {
		if b.N > 0 {
			b.Mean /= float64(b.N)
			out = append(out, b)
		}
	}
	return out
}
