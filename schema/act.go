package schema

// Stance is what a statement says about the truth of its claim.
type Stance string

// The stances, in the terms of CiTO and GRaSP: who is for a claim vouches for
// it, who is against it disputes it.
const (
	For     Stance = "for"
	Against Stance = "against"
	Neither Stance = "neither"
)

// Act is a kind of speech act, one of the closed list [Acts].
type Act string

// The acts of the model.
const (
	Assert   Act = "assert"
	Accuse   Act = "accuse"
	Deny     Act = "deny"
	Admit    Act = "admit"
	Reject   Act = "reject"
	Warn     Act = "warn"
	Threaten Act = "threaten"
	Demand   Act = "demand"
	Promise  Act = "promise"
	Condemn  Act = "condemn"
	Praise   Act = "praise"
	Agree    Act = "agree"
	Ask      Act = "ask"
	Report   Act = "report"
)

// Plover is a code of the PLOVER event ontology (Political Language Ontology for
// Verifiable Event Records, Open Event Data Alliance). Mode is empty where the
// ontology has none that fits.
type Plover struct {
	Type string
	Mode string
}

// ActInfo describes an act.
type ActInfo struct {
	Act    Act
	Stance Stance // towards the claim as the speaker words it
	Cameo  string // CAMEO 1.1b3 code, two to four digits
	Plover Plover // zero where PLOVER has no such event (plain statements)
	// Reply marks the acts that answer a statement made before.
	Reply  bool
	En, ID string // the act as a past-tense verb phrase for readers, English and Indonesian
	Desc   string
}

// Acts is the closed list of speech acts, in the order in which readers see them.
var Acts = []ActInfo{
	{Accuse, For, "112", Plover{"ACCUSE", "allege"}, false, "accused", "menuduh", "blames someone for what the claim says"},
	{Deny, Against, "016", Plover{}, true, "denied", "membantah", "says that the claim is not so"},
	{Admit, For, "015", Plover{}, true, "admitted", "mengakui", "owns to what the claim says, or takes responsibility for it"},
	{Reject, Against, "120", Plover{"REJECT", ""}, true, "rejected", "menolak", "will have nothing of a claim, proposal or demand"},
	{Assert, For, "010", Plover{}, false, "said", "mengatakan", "says, thinks or shows that the claim is so"},
	{Warn, For, "130", Plover{"THREATEN", ""}, false, "warned", "memperingatkan", "says that something bad may come"},
	{Threaten, Neither, "130", Plover{"THREATEN", ""}, false, "threatened", "mengancam", "says that it will do harm"},
	{Demand, Neither, "100", Plover{"REQUEST", ""}, false, "demanded", "menuntut", "asks, urges or orders that something be done"},
	{Promise, Neither, "030", Plover{"AGREE", ""}, false, "promised", "berjanji", "says that it will do something"},
	{Condemn, For, "111", Plover{"ACCUSE", "disapprove"}, false, "condemned", "mengecam", "disapproves of someone or of what the claim says"},
	{Praise, For, "051", Plover{"SUPPORT", ""}, false, "praised", "memuji", "approves of someone or of what the claim says"},
	{Agree, For, "030", Plover{"AGREE", ""}, true, "agreed", "menyetujui", "says the same as another, or says yes to a proposal"},
	{Ask, Neither, "020", Plover{"REQUEST", ""}, false, "asked", "bertanya", "asks whether the claim is so"},
	{Report, For, "010", Plover{}, false, "reported", "memberitakan", "the publication tells it in its own voice"},
}

// ActNames are the names of all acts, in the order of [Acts].
func ActNames() []string {
	out := make([]string, len(Acts))
	for i, a := range Acts {
		out[i] = string(a.Act)
	}
	return out
}

// Info returns the table row of the act, or false for an act that is not in the
// closed list.
func (a Act) Info() (ActInfo, bool) {
	for i := range Acts {
		if Acts[i].Act == a {
			return Acts[i], true
		}
	}
	return ActInfo{}, false
}

// Valid tells whether the act is in the closed list.
func (a Act) Valid() bool { _, ok := a.Info(); return ok }
