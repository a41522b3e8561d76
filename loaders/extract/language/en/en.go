// Package en is English.
package en

import (
	"embed"
	"strings"
	"sync"

	"saksi/loaders/extract/language"
)

//go:embed *.tsv
var tables embed.FS

// Load returns the lexicon, which is read on first use.
var Load = sync.OnceValues(func() (*language.Language, error) {
	return language.Load(language.Rules{Code: "en", Inflect: Inflect, AgentPrep: "by", Possessor: "of", Finite: finite}, tables)
})

// Frequent are words that tell the language.
//
//go:embed frequent.txt
var Frequent string

// Affixed tells whether a word ends as many words of English alone do.
func Affixed(w string) bool {
	return len(w) > 5 && (strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "tion") || strings.HasSuffix(w, "ed"))
}

// irregular lists past tense and past participle of the irregular verbs among the lemmas.
var irregular = map[string][2]string{
	"arise": {"arose", "arisen"}, "beat": {"beat", "beaten"}, "begin": {"began", "begun"}, "break": {"broke", "broken"},
	"bring": {"brought", "brought"}, "build": {"built", "built"}, "buy": {"bought", "bought"}, "choose": {"chose", "chosen"},
	"do": {"did", "done"}, "drive": {"drove", "driven"}, "feel": {"felt", "felt"}, "fight": {"fought", "fought"},
	"find": {"found", "found"}, "forecast": {"forecast", "forecast"}, "foresee": {"foresaw", "foreseen"}, "get": {"got", "gotten"},
	"give": {"gave", "given"}, "go": {"went", "gone"}, "have": {"had", "had"}, "hit": {"hit", "hit"}, "hold": {"held", "held"},
	"keep": {"kept", "kept"}, "know": {"knew", "known"}, "lead": {"led", "led"}, "leave": {"left", "left"},
	"make": {"made", "made"}, "meet": {"met", "met"}, "overthrow": {"overthrew", "overthrown"}, "pay": {"paid", "paid"},
	"put": {"put", "put"}, "say": {"said", "said"}, "see": {"saw", "seen"}, "seek": {"sought", "sought"}, "sell": {"sold", "sold"},
	"send": {"sent", "sent"}, "set": {"set", "set"}, "shoot": {"shot", "shot"}, "show": {"showed", "shown"}, "speak": {"spoke", "spoken"},
	"strike": {"struck", "struck"}, "strive": {"strove", "striven"}, "swear": {"swore", "sworn"}, "take": {"took", "taken"},
	"tell": {"told", "told"}, "think": {"thought", "thought"}, "understand": {"understood", "understood"},
	"undertake": {"undertook", "undertaken"}, "withdraw": {"withdrew", "withdrawn"}, "write": {"wrote", "written"},
	"become": {"became", "become"}, "blow": {"blew", "blown"}, "bear": {"bore", "borne"}, "bet": {"bet", "bet"}, "come": {"came", "come"},
	"cut": {"cut", "cut"}, "draw": {"drew", "drawn"}, "fall": {"fell", "fallen"}, "fly": {"flew", "flown"},
	"forbid": {"forbade", "forbidden"}, "freeze": {"froze", "frozen"}, "grow": {"grew", "grown"}, "hang": {"hung", "hung"},
	"lay": {"laid", "laid"}, "lend": {"lent", "lent"}, "let": {"let", "let"}, "lose": {"lost", "lost"}, "overrun": {"overran", "overrun"},
	"quit": {"quit", "quit"}, "rebuild": {"rebuilt", "rebuilt"}, "retake": {"retook", "retaken"}, "run": {"ran", "run"},
	"shut": {"shut", "shut"}, "sit": {"sat", "sat"}, "slay": {"slew", "slain"}, "spend": {"spent", "spent"}, "stand": {"stood", "stood"},
	"steal": {"stole", "stolen"}, "sweep": {"swept", "swept"}, "teach": {"taught", "taught"}, "tear": {"tore", "torn"},
	"throw": {"threw", "thrown"}, "win": {"won", "won"},
	"be": {"was", "been"}, "shot": {"shot", "shot"}, "lie": {"lied", "lied"}, "mislead": {"misled", "misled"}, "own": {"owned", "owned"},
}

// doubling lists verbs that double their last letter.
var doubling = map[string]bool{"abet": true, "admit": true, "bar": true, "ban": true, "commit": true, "concur": true, "control": true, "drop": true,
	"equip": true, "expel": true, "get": true, "hit": true, "plan": true, "plot": true, "prod": true, "put": true, "quip": true, "rebut": true, "rig": true,
	"rip": true, "set": true, "ship": true, "slam": true, "stop": true, "submit": true, "tap": true, "begin": true, "refer": true,
	"permit": true, "transfer": true, "kidnap": true, "rebel": true, "compel": true, "spur": true, "step": true, "regret": true, "pin": true,
	"abhor": true, "acquit": true, "airdrop": true, "bet": true, "brag": true, "confer": true, "cut": true, "defer": true, "deter": true,
	"drag": true, "dub": true, "embed": true, "flag": true, "flog": true, "forbid": true, "fret": true, "gas": true, "grab": true, "gun": true,
	"incur": true, "jam": true, "let": true, "omit": true, "overrun": true, "patrol": true, "quit": true, "repel": true, "rob": true,
	"run": true, "scrap": true, "shun": true, "shut": true, "sit": true, "slap": true, "snub": true, "spar": true, "stab": true,
	"strip": true, "swap": true, "trap": true, "win": true, "wiretap": true}

// british lists verbs that double their last letter in British spelling only.
var british = map[string]bool{"cancel": true, "channel": true, "counsel": true, "fuel": true, "label": true, "marvel": true, "quarrel": true,
	"shovel": true, "signal": true, "travel": true}

// Inflect gives the forms of an English lemma. The past participle is Any voice:
// whether it is passive is for the tree to say.
func Inflect(lemma string, pos language.POS) []language.Form {
	switch pos {
	case language.Noun, language.AgentNoun:
		return []language.Form{{Text: lemma}, {Text: plural(lemma)}}
	case language.Verb, language.Fixed:
		return verb(lemma)
	}
	return []language.Form{{Text: lemma}}
}

func verb(lemma string) []language.Form {
	past, part := lemma+"ed", lemma+"ed"
	ing := lemma + "ing"
	last := lemma[len(lemma)-1:]
	switch {
	case strings.HasSuffix(lemma, "ie"):
		past, part, ing = lemma+"d", lemma+"d", lemma[:len(lemma)-2]+"ying"
	case strings.HasSuffix(lemma, "ee") || strings.HasSuffix(lemma, "oe"):
		past, part = lemma+"d", lemma+"d"
	case last == "e" && lemma != "be":
		past, part, ing = lemma+"d", lemma+"d", lemma[:len(lemma)-1]+"ing"
	case last == "y" && !vowel(lemma[len(lemma)-2]):
		past = lemma[:len(lemma)-1] + "ied"
		part = past
	case last == "c":
		past, part, ing = lemma+"ked", lemma+"ked", lemma+"king" // "trafficked"
	case doubling[lemma]:
		past, ing = lemma+last+"ed", lemma+last+"ing"
		part = past
	}
	if ir, ok := irregular[lemma]; ok {
		past, part = ir[0], ir[1]
	}
	fs := []language.Form{{Text: lemma, Voice: language.Active}, {Text: plural(lemma), Voice: language.Active}, {Text: ing, Voice: language.Active}, {Text: past}}
	if lemma == "be" {
		fs = append(fs, language.Form{Text: "is"}, language.Form{Text: "are"}, language.Form{Text: "were"})
	}
	if lemma == "have" {
		fs = append(fs, language.Form{Text: "has"})
	}
	if british[lemma] {
		fs = append(fs, language.Form{Text: lemma + last + "ed"}, language.Form{Text: lemma + last + "ing", Voice: language.Active})
	}
	if part != past {
		fs = append(fs, language.Form{Text: part})
	}
	return fs
}

// plural is also the third person of verbs.
func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), w == "do", w == "go", strings.HasSuffix(w, "to") && len(w) > 3:
		return w + "es"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !vowel(w[len(w)-2]):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// finite tells whether a form is a third person singular.
func finite(lower string) bool { return strings.HasSuffix(lower, "s") }
