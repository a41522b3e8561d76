package serve

import (
	"cmp"
	"fmt"
	"strings"

	"saksi/graph/ask"
	"saksi/schema"
)

// The languages of the pages.
const (
	english    = "en"
	indonesian = "id"
)

// phrase is a text of the pages in both languages.
type phrase struct{ en, id string }

func (p phrase) in(lang string) string {
	if lang == indonesian {
		return p.id
	}
	return p.en
}

// phrases is the table of all texts of the pages, by the names that templates use.
var phrases = map[string]phrase{
	"tagline":                         {"Who said what about whom, and when", "Siapa berkata apa tentang siapa, dan kapan"},
	"ask":                             {"Ask", "Tanya"},
	"ask-label":                       {"Ask a question", "Ajukan pertanyaan"},
	"ask-hint":                        {"in English or Indonesian", "dalam bahasa Indonesia atau Inggris"},
	"examples":                        {"For example", "Misalnya"},
	"skip":                            {"Skip to the content", "Langsung ke isi"},
	"home":                            {"Home", "Beranda"},
	"disputes":                        {"Disputed", "Disengketakan"},
	"reversals":                       {"Changed stories", "Berubah sikap"},
	"console":                         {"Gizmo", "Gizmo"},
	"interface":                       {"API", "API"},
	"other-lang":                      {"Bahasa Indonesia", "English"},
	"in-store":                        {"%s statements by and about %s actors in %s documents", "%s pernyataan dari dan tentang %s aktor dalam %s dokumen"},
	"empty":                           {"The store is empty. Load documents with: saksi load article.txt", "Penyimpanan masih kosong. Muat dokumen dengan: saksi load artikel.txt"},
	"latest-blame":                    {"Latest accusations", "Tuduhan terbaru"},
	"latest-deny":                     {"Latest denials", "Bantahan terbaru"},
	"most-disputed":                   {"Disputed claims", "Klaim yang disengketakan"},
	"by-month":                        {"Month by month", "Bulan demi bulan"},
	"as-table":                        {"As a table", "Sebagai tabel"},
	"month":                           {"Month", "Bulan"},
	"count":                           {"Statements", "Pernyataan"},
	"all":                             {"All", "Semua"},
	"blame":                           {"accusations and threats", "tuduhan dan ancaman"},
	"deny":                            {"denials", "bantahan"},
	"admit":                           {"admissions", "pengakuan"},
	"say":                             {"other statements", "pernyataan lain"},
	"source":                          {"source", "sumber"},
	"cue":                             {"cue", "penanda"},
	"content":                         {"content", "isi"},
	"legend":                          {"Marked in the evidence", "Ditandai dalam bukti"},
	"results":                         {"%s statements", "%s pernyataan"},
	"at-least":                        {"at least %s", "sekurangnya %s"},
	"shown":                           {"%d shown", "%d ditampilkan"},
	"none":                            {"Nothing in the store matches.", "Tidak ada yang cocok di penyimpanan."},
	"understood":                      {"Understood as", "Dipahami sebagai"},
	"not-read":                        {"Not understood", "Tidak dipahami"},
	"filters":                         {"Filters", "Saringan"},
	"remove":                          {"remove", "hapus"},
	"narrow":                          {"Narrow down", "Persempit"},
	"act":                             {"Act", "Tindak tutur"},
	"by":                              {"Speaker", "Penutur"},
	"against":                         {"Against", "Terhadap"},
	"relation":                        {"What is claimed", "Yang diklaim"},
	"publisher":                       {"Publisher", "Penerbit"},
	"more":                            {"More", "Lainnya"},
	"apply":                           {"Apply", "Terapkan"},
	"next":                            {"Next page", "Halaman berikut"},
	"picture":                         {"As a picture", "Sebagai gambar"},
	"expand-note":                     {"A click on an actor adds what it says and what is said of it; a second click opens its page.", "Klik aktor untuk menambah apa yang dikatakannya dan tentangnya; klik sekali lagi membuka halamannya."},
	"collapse":                        {"As before", "Seperti semula"},
	"nothing-drawn":                   {"The rows name no statements, claims or actors that could be drawn.", "Barisnya tidak menyebut pernyataan, klaim, atau aktor yang dapat digambar."},
	"picture-note":                    {"%d of %d actors", "%d dari %d aktor"},
	"same-as":                         {"The same answer as", "Jawaban yang sama sebagai"},
	"same-gizmo":                      {"The Gizmo and curl for it", "Gizmo dan curl-nya"},
	"said":                            {"said", "dikatakan"},
	"said-by":                         {"What it said", "Yang dikatakannya"},
	"accused-by":                      {"Who accuses it", "Siapa yang menuduhnya"},
	"replies":                         {"How it speaks", "Cara ia berbicara"},
	"denies-these":                    {"Disputed claims that it denies", "Klaim sengketa yang dibantahnya"},
	"names":                           {"Names", "Nama"},
	"offices":                         {"Offices", "Jabatan"},
	"of":                              {"of", "dari"},
	"timeline":                        {"Timeline", "Lini masa"},
	"claim":                           {"Claim", "Klaim"},
	"who-says":                        {"Who says so", "Siapa yang menyatakannya"},
	"who-denies":                      {"Who denies it", "Siapa yang membantahnya"},
	"others":                          {"Neither", "Tidak keduanya"},
	"changed":                         {"Who changed their story", "Siapa yang berubah sikap"},
	"publishers":                      {"Independent publishers: %d", "Penerbit mandiri: %d"},
	"documents":                       {"Documents", "Dokumen"},
	"document":                        {"Document", "Dokumen"},
	"statements":                      {"Statements", "Pernyataan"},
	"original":                        {"The original", "Aslinya"},
	"run":                             {"Run", "Jalankan"},
	"query":                           {"Query", "Kueri"},
	"recipes":                         {"Recipes", "Resep"},
	"rows":                            {"%d rows", "%d baris"},
	"truncated":                       {"there are more", "masih ada lagi"},
	"keys":                            {"/ search · j k move · Enter open", "/ cari · j k pindah · Enter buka"},
	"confidence":                      {"confidence", "keyakinan"},
	"high":                            {"high", "tinggi"},
	"medium":                          {"medium", "sedang"},
	"low":                             {"low", "rendah"},
	"evidence":                        {"evidence", "bukti"},
	"not":                             {"not", "tidak"},
	"planned":                         {"planned", "direncanakan"},
	"possible":                        {"possible", "mungkin"},
	"future":                          {"future", "akan datang"},
	"and":                             {"and", "dan"},
	"for":                             {"for", "mendukung"},
	"problem":                         {"Something is wrong", "Ada yang salah"},
	"docs-title":                      {"The interface", "Antarmuka"},
	"docs-intro":                      {"Parameters are the flags of saksi ask, with underscores. The description for programs:", "Parameter adalah flag saksi ask, dengan garis bawah. Uraian untuk program:"},
	"try":                             {"Try it", "Coba"},
	"before":                          {"before", "sebelumnya"},
	"after":                           {"after", "sesudahnya"},
	"denied, then admitted":           {"denied, then admitted", "membantah, lalu mengakui"},
	"asserted, then denied":           {"asserted, then denied", "menyatakan, lalu membantah"},
	"promised, then did the opposite": {"promised, then did the opposite", "berjanji, lalu berbuat sebaliknya"},
	"since":                           {"From", "Dari"},
	"until":                           {"To", "Sampai"},
	"undated":                         {"undated", "tanpa tanggal"},
	"copy":                            {"a copy of another document", "salinan dokumen lain"},
}

// word is the text of a name in [phrases], with its arguments put in.
func word(lang, name string, args ...any) string {
	p, ok := phrases[name]
	if !ok {
		return name
	}
	if len(args) == 0 {
		return p.in(lang)
	}
	return fmt.Sprintf(p.in(lang), args...)
}

// verbOf is the verb of an act.
func verbOf(lang string, a schema.Act) string {
	info, _ := a.Info()
	return phrase{info.En, info.ID}.in(lang)
}

// doesWhat is the verb of a relation.
func doesWhat(lang string, r schema.Relation) string {
	info, ok := r.Info()
	if !ok {
		return string(r)
	}
	return phrase{info.En, info.ID}.in(lang)
}

// grouped writes a number with separators between thousands.
func grouped(lang string, n int64) string {
	s, out := fmt.Sprint(n), ""
	for len(s) > 3 {
		out = phrase{",", "."}.in(lang) + s[len(s)-3:] + out
		s = s[:len(s)-3]
	}
	return s + out
}

// totalOf words a total.
func totalOf(lang string, t ask.Total) string {
	n := grouped(lang, int64(t.Value))
	if t.Relation == ask.AtLeast {
		n = word(lang, "at-least", n)
	}
	return word(lang, "results", n)
}

// partyNames joins the names of parties.
func partyNames(lang string, ps []schema.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, partyName(p))
	}
	if len(out) > 1 {
		return strings.Join(out[:len(out)-1], ", ") + " " + word(lang, "and") + " " + out[len(out)-1]
	}
	return strings.Join(out, "")
}

func partyName(p schema.Party) string { return strings.TrimPrefix(p.Called(), "actor/") }

// topicName is a topic in the words of the document, where it has some.
func topicName(t *schema.Topic) string {
	if t == nil {
		return ""
	}
	return cmp.Or(t.Text, t.Known())
}

// sentence words a claim: "Iran supplies drones → Russia"; one without a relation,
// or that names too little, is its text.
func sentence(lang string, c *schema.Claim) string {
	bare := len(c.Agents) == 0 || len(c.Patients) == 0 && c.Theme == nil
	if !c.Relation.Valid() || bare && len(strings.Fields(c.Text)) > 2 {
		return cut(c.Text, 160)
	}
	parts := []string{partyNames(lang, c.Agents)}
	if c.Polarity == schema.Negative {
		parts = append(parts, "("+word(lang, "not")+")")
	}
	parts = append(parts, doesWhat(lang, c.Relation), topicName(c.Theme))
	if len(c.Patients) > 0 {
		if c.Theme != nil {
			parts = append(parts, "→")
		}
		parts = append(parts, partyNames(lang, c.Patients))
	}
	if c.Modality != "" && c.Modality != schema.Actual {
		parts = append(parts, "("+word(lang, string(c.Modality))+")")
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
