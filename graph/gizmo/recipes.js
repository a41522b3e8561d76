//// Who said what | Siapa mengatakan apa

// en: Accusations against Iran, the newest first
// id: Tuduhan terhadap Iran, yang terbaru lebih dahulu
// Every row has the statement, its act, speaker, time, claim, sentence and document.
accusations().against("Iran").newest(5)

// en: What Iran denies
// id: Yang dibantah Iran
// Names go by any form that people write: "Iran", "IRN", "Teheran".
denials().by("Iran").evidence()

// en: What a person says, whoever they speak for
// id: Yang dikatakan seseorang, atas nama siapa pun
// by() finds the one who answers for a statement and the person who spoke.
statements().by("Zelensky").evidence()

// en: What was admitted
// id: Yang diakui
admissions().oldest()

// en: Statements of an act, named by its verb
// id: Pernyataan menurut jenisnya, dengan kata kerjanya
// Any of condemn, condemned, mengecam; a verb that the model does not know is an error.
statements("condemned").evidence().getLimit(5)

// en: Who blames Russia
// id: Siapa yang menyalahkan Rusia
accusations().against("Russia").speaker().name()

// en: What one accuses another of
// id: Tuduhan satu pihak terhadap pihak lain
accusations().by("Ukraine").against("Russia").evidence()

// en: What one publisher carries
// id: Yang dimuat satu penerbit
statements("deny").from("Saksi Wire").newest(3)

//// About what, and when | Tentang apa, dan kapan

// en: What was said about drones in 2022
// id: Yang dikatakan tentang drone pada 2022
// since and until take YYYY, YYYY-MM or YYYY-MM-DD, and mean the time of saying.
statements().about("drone").since("2022").until("2022").oldest(6)

// en: Denials since November 2022
// id: Bantahan sejak November 2022
denials().since("2022-11").newest(5)

// en: What is said to have happened before 2023
// id: Yang dikatakan terjadi sebelum 2023
// The time of what is claimed, not of saying it.
statements().happenedUntil("2022").save("sk:when", "when").save("sk:sentence", "sentence").getLimit(5)

// en: Times that lie after a date
// id: Waktu sesudah suatu tanggal
// The bounds of times are instants; a date as text is taken for one here.
g.V("sk:Time").in("rdf:type").has("sk:start", gt("2023-12-20")).out("sk:edtf").all()

// en: Statements that the rules are surest of
// id: Pernyataan yang paling pasti
statements().minConfidence(0.85).evidence().getLimit(5)

//// Claims and disputes | Klaim dan sengketa

// en: Who is said to supply what to whom
// id: Siapa dikatakan memasok apa kepada siapa
claims("supply").save("sk:agent", "who").saveOpt("sk:theme", "what").saveOpt("sk:patient", "whom").all()

// en: Claims that someone is for and someone against
// id: Klaim yang didukung satu pihak dan dibantah pihak lain
disputed().save("sk:relation", "relation").save("sk:agent", "agent").saveOpt("sk:patient", "patient").all()

// en: Both sides of one disputed claim
// id: Kedua pihak dari satu klaim yang disengketakan
// The claim is found by what it says, and its statements from there.
disputed().has("sk:relation", "rel/supply").has("sk:agent", "actor/IRN").has("sk:patient", "actor/RUS")
  .has("sk:theme", "theme/drone").statements().save("sk:stance", "stance").oldest()

// en: What was denied and also admitted, with all who spoke of it
// id: Yang dibantah dan juga diakui, beserta semua yang membicarakannya
denials().claim().intersect(admissions().claim()).statements().save("sk:stance", "stance").oldest()

// en: Accusations that were denied, with the denial
// id: Tuduhan yang dibantah, beserta bantahannya
// A denial points to the statement that it answers.
accusations().tag("accusation").in("sk:respondsTo").has("sk:act", "act/deny")
  .save("sk:speaker", "by").save("sk:sentence", "denial").all()

// en: Accusations that nobody answered
// id: Tuduhan yang tidak ditanggapi
accusations().except(statements().out("sk:respondsTo")).evidence().getLimit(5)

// en: Claims that several speakers hold
// id: Klaim yang dipegang beberapa pihak
statements().stance("for").out("sk:claim").tally(5)

// en: Claims told in both languages
// id: Klaim yang diberitakan dalam kedua bahasa
documents().has("dcterms:language", "id").in("prov:wasDerivedFrom").claim()
  .intersect(documents().has("dcterms:language", "en").in("prov:wasDerivedFrom").claim())
  .save("sk:relation", "relation").saveOpt("sk:agent", "agent").saveOpt("sk:patient", "patient").all()

//// Plain edges | Garis biasa

// en: Claims that Iran denies, as plain edges
// id: Klaim yang dibantah Iran, sebagai garis biasa
// Each act is an edge too, from the speaker to the claim and to the one it is aimed at.
g.V("actor/IRN").out("act/deny").unique().all()

// en: Whom the United States accuses
// id: Siapa yang dituduh Amerika Serikat
g.V("actor/USA").out("act/accuse").unique().has("rdf:type", "sk:Actor").name()

// en: Who is said to supply Russia
// id: Siapa dikatakan memasok Rusia
// A claim is an edge from agent to patient, labelled by the claim.
g.V("actor/RUS").in("rel/supply").unique().name()

// en: The statement behind an edge
// id: Pernyataan di balik sebuah garis
// The label of an act's edge is the statement; labelContext goes along its edges alone.
g.V("actor/IRN").labelContext(denials().by("Iran").about("drone")).out("act/deny").unique().all()

// en: Two steps: who speaks about those whom Ukraine speaks about
// id: Dua langkah: siapa berbicara tentang pihak yang dibicarakan Ukraina
var aimed = g.M().in("sk:speaker").out("sk:target").unique();
g.V("actor/UKR").follow(aimed).in("sk:target").speaker().name()

// en: The chain of replies
// id: Rantai tanggapan
// followRecursive goes on from reply to reply.
accusations().against("Iran").tag("first").followRecursive(g.M().in("sk:respondsTo")).save("sk:speaker", "by").save("sk:act", "act").getLimit(6)

//// Words | Kata-kata

// en: The verbs by which things are denied
// id: Kata kerja yang dipakai untuk membantah
denials().out("sk:cue").tally(8)

// en: Sentences that match a pattern
// id: Kalimat yang cocok dengan sebuah pola
// A pattern reads every sentence that is left, so narrow down first.
statements().by("Iran").has("sk:sentence", regex("(?i)drone|rudal")).save("sk:sentence", "sentence").getLimit(3)

// en: Actors by a name of theirs, in any language
// id: Pelaku menurut namanya, dalam bahasa apa pun
// Names are texts in a language: rdfs:label and skos:altLabel are compared in each.
actors().has("skos:altLabel", "Amerika Serikat").name()

// en: Where in its document a statement's words stand
// id: Letak kata-kata pernyataan di dalam dokumennya
// doc/…#char=10,20 are the code points from 10 to before 20 (RFC 5147).
admissions().by("Iran").save("sk:cue", "cue").save("sk:cueAt", "cue at").save("sk:contentAt", "content at").getLimit(3)

// en: Why a statement was made
// id: Mengapa suatu pernyataan dibuat
accusations().by("Ukraine").save("sk:rule", "rule").save("sk:confidence", "confidence").save("sk:sentence", "sentence").all()

//// Counting | Hitungan

// en: How many denials there are
// id: Berapa banyak bantahan
denials().count()

// en: Who accuses most
// id: Siapa yang paling sering menuduh
accusations().out("sk:speaker").tally(5)

// en: Who is accused most
// id: Siapa yang paling sering dituduh
accusations().out("sk:target").tally(5)

// en: Statements by publisher
// id: Pernyataan menurut penerbit
statements().out("prov:wasDerivedFrom").out("dcterms:publisher").tally()

// en: Statements of each act, by script
// id: Pernyataan menurut jenisnya, dengan skrip
// A query is a script: whatever g.emit is given is a row.
var n = {};
statements().out("sk:act").forEach(function (d) { n[d.id] = (n[d.id] || 0) + 1; });
Object.keys(n).sort().forEach(function (act) { g.emit({act: act, statements: n[act]}); });

//// Documents | Dokumen

// en: Documents, with title and date
// id: Dokumen, dengan judul dan tanggal
documents().save("dcterms:title", "title").save("schema:datePublished", "published").getLimit(5)

// en: Documents that speak about drones
// id: Dokumen yang membahas drone
statements().about("drone").document().save("dcterms:title", "title").all()

// en: Documents in order of their titles
// id: Dokumen menurut urutan judulnya
// order sorts the nodes that the path has reached, and stands before the end.
documents().out("dcterms:title").order().getLimit(5)
