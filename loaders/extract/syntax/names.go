package syntax

// uposNames are the tags as CoNLL-U writes them, by value.
var uposNames = [...]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// String is the tag as CoNLL-U writes it.
func (u UPOS) String() string {
	if int(u) < len(uposNames) {
		return uposNames[u]
	}
	return "_"
}

// ParseUPOS is the tag with a name, or NoPOS.
func ParseUPOS(s string) UPOS { return uposByName[s] }

// relNames are the relations as CoNLL-U writes them, by value.
var relNames = [NumRels]string{
	"_", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "advmod:emph", "amod", "appos", "aux", "aux:pass", "case", "case:adv",
	"cc", "cc:preconj", "ccomp", "clf", "compound", "compound:a", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass",
	"dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "flat:foreign", "flat:name", "goeswith", "iobj",
	"list", "mark", "nmod", "nmod:desc", "nmod:lmod", "nmod:poss", "nmod:tmod", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass",
	"nummod", "obj", "obl", "obl:agent", "obl:tmod", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp",
}

// String is the relation as CoNLL-U writes it.
func (r Rel) String() string {
	if r < NumRels {
		return relNames[r]
	}
	return "_"
}

// ParseRel is the relation with a name; an unknown subtype is its main relation,
// and an unknown relation Dep.
func ParseRel(s string) Rel {
	if r, ok := relByName[s]; ok {
		return r
	}
	for i := range s {
		if s[i] == ':' {
			if r, ok := relByName[s[:i]]; ok {
				return r
			}
		}
	}
	return Dep
}

var (
	uposByName = map[string]UPOS{}
	relByName  = map[string]Rel{}
)

func init() {
	for i, n := range uposNames {
		uposByName[n] = UPOS(i)
	}
	for i, n := range relNames {
		relByName[n] = Rel(i)
	}
}
