package syntax

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Gold is a sentence of a treebank.
type Gold struct {
	ID    string // sent_id of the treebank
	Forms []string
	POS   []UPOS
	Feats []Feat
	Heads []int32 // -1 for the root
	Rels  []Rel
	// Domain is the number of the treebank that the sentence comes from.
	Domain int
	fold   int // of the jackknife
}

// ReadCoNLLU reads the sentences of a treebank; multiword tokens and empty nodes
// are passed over.
func ReadCoNLLU(r io.Reader, domain int) ([]Gold, error) {
	var out []Gold
	cur := Gold{Domain: domain}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<16), 1<<22)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" {
			if len(cur.Forms) > 0 {
				out = append(out, cur)
			}
			cur = Gold{Domain: domain}
			continue
		}
		if line[0] == '#' {
			if id, ok := strings.CutPrefix(line, "# sent_id = "); ok {
				cur.ID = id
			}
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) < 8 {
			return nil, fmt.Errorf("line %d: %d columns, need 8", n, len(col))
		}
		if strings.ContainsAny(col[0], "-.") {
			continue
		}
		head, err := strconv.Atoi(col[6])
		if err != nil {
			return nil, fmt.Errorf("line %d: head %q", n, col[6])
		}
		cur.Forms = append(cur.Forms, col[1])
		cur.POS = append(cur.POS, ParseUPOS(col[3]))
		cur.Feats = append(cur.Feats, parseFeats(col[4], col[5]))
		cur.Heads = append(cur.Heads, int32(head-1))
		cur.Rels = append(cur.Rels, ParseRel(col[7]))
	}
	if len(cur.Forms) > 0 {
		out = append(out, cur)
	}
	return out, sc.Err()
}

// featOf says which features a value of FEATS or a Penn tag stands for.
var featOf = map[string]Feat{"Voice=Act": VoiceAct, "Voice=Pass": VoicePass, "PronType=Prs": PronPrs, "PronType=Rel": PronRel,
	"PronType=Dem": PronDem, "PronType=Int": PronInt, "VBD": VBD, "VBN": VBN, "VBG": VBG, "VBZ": VBZP, "VBP": VBZP, "VB": VBBase, "MD": VBBase,
	"NNS": Plural, "NNPS": Plural, "POS": Possess, "PRP$": Possess, "WP$": Possess, "WDT": PronRel, "WP": PronRel}

// parseFeats reads FEATS and, where the treebank uses English Penn tags, XPOS.
func parseFeats(xpos, feats string) Feat {
	var f Feat
	for _, x := range strings.Split(feats, "|") {
		f |= featOf[x]
	}
	if !strings.Contains(feats, "Voice=") {
		f |= featOf[xpos]
	}
	return f
}

// CoNLLU writes the tree in CoNLL-U, one word a line and a blank line behind.
func (t *Tree) CoNLLU(w io.Writer) error {
	for i := range t.Words {
		x := &t.Words[i]
		if _, err := fmt.Fprintf(w, "%d\t%s\t_\t%s\t_\t_\t%d\t%s\t_\t_\n", i+1, x.Form, x.POS, x.Head+1, x.Rel); err != nil {
			return fmt.Errorf("write tree: %w", err)
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}
