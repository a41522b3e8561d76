package rdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"saksi/loaders/source/item"
	"saksi/schema"
)

// The same graph in all syntaxes, as other programs may write it.
var same = map[string]string{
	"x.nq": `<https://w3id.org/saksi/doc/d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/saksi/ontology#Document> <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/doc/d> <http://schema.org/text> "Iran denied \"it\".\n# Käse\u00e9\\" <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/stmt/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/saksi/ontology#Statement> <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/stmt/s> <https://w3id.org/saksi/ontology#act> <https://w3id.org/saksi/act/deny> <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/stmt/s> <https://w3id.org/saksi/ontology#claim> <https://w3id.org/saksi/claim/c> <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/stmt/s> <https://w3id.org/saksi/ontology#speaker> <https://w3id.org/saksi/actor/IRN> <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/stmt/s> <https://w3id.org/saksi/ontology#said> <https://w3id.org/saksi/time/2022%2F..> <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/stmt/s> <https://w3id.org/saksi/ontology#confidence> "0.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/stmt/s> <https://w3id.org/saksi/ontology#cueAt> <https://w3id.org/saksi/doc/d#char=5,11> <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/stmt/s> <http://www.w3.org/ns/prov#wasDerivedFrom> <https://w3id.org/saksi/doc/d> <https://w3id.org/saksi/doc/d> .
<https://w3id.org/saksi/actor/IRN> <https://w3id.org/saksi/act/deny> <https://w3id.org/saksi/claim/c> <https://w3id.org/saksi/stmt/s> .
<https://w3id.org/saksi/claim/c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/saksi/ontology#Claim> <https://w3id.org/saksi/claim/c> .
<https://w3id.org/saksi/claim/c> <http://www.w3.org/2000/01/rdf-schema#label> "it" <https://w3id.org/saksi/claim/c> .
<https://w3id.org/saksi/actor/IRN> <https://w3id.org/saksi/ontology#kind> "state" <https://w3id.org/saksi/actor/IRN> .
<https://w3id.org/saksi/actor/IRN> <http://www.w3.org/2000/01/rdf-schema#label> "Iran"@en-GB <https://w3id.org/saksi/actor/IRN> .
`,
	"x.ttl": `# @prefix in a comment
PREFIX sk: <https://w3id.org/saksi/ontology#> # SPARQL's
bAsE <https://w3id.org/elsewhere/>
@base <../saksi/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#>.
@prefix : <claim/> .
@prefix c: <claim/> .
@prefix schema: <http://schema.org/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<doc/d> schema:text """Iran denied "it".
# K\u00e4se\U000000e9\\""", 'another text'@en ; a sk:Document; ; . # the first in order is taken
<actor/IRN><act/deny>:c; sk:kind 'state'; rdfs:label "Iran"@en-GB.
[] sk:act ( 1 2.5 -3e7 true [ sk:act """""" ] ) .
[ a sk:Claim ; sk:of [], _:b.1 ] .
_:b a sk:Claim.
c:c rdfs:label '''it''' ; a <ontology#Claim> .
<stmt/s> sk:confidence .5 ; sk:cueAt <doc/d#char=5,11>;
  sk:act <act/deny>,<https://w3id.org/saksi/act/den\u0079> ; sk:said <time/2022%2F..>; sk:claim :c; sk:speaker <actor/IRN>;
  a sk:Statement ; prov:wasDerivedFrom <doc/d> ; <http://example.org/as:yet-unknown> "1"^^xsd:byte, schema:a\,b.c\~%20, 42 .
`,
	"x.trig": `@prefix s: <https://w3id.org/saksi/> .
@prefix sk: <https://w3id.org/saksi/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/saksi/doc/d> {
  <https://w3id.org/saksi/doc/d> a sk:Document; s:note "}<'#" ; <http://schema.org/text> '''Iran denied "it".
# Käseé\\'''
}
s:other { }
{ <https://w3id.org/saksi/actor/IRN> sk:kind "state" . }
GRAPH <https://w3id.org/saksi/doc/d> { <https://w3id.org/saksi/stmt/s> a sk:Statement ; sk:act <https://w3id.org/saksi/act/deny> ; sk:claim s:claim\/c .
  <https://w3id.org/saksi/stmt/s> sk:confidence 5.0E-1 ; sk:speaker <https://w3id.org/saksi/actor/IRN>; sk:said <https://w3id.org/saksi/time/2022%2F..> ;
    sk:cueAt <https://w3id.org/saksi/doc/d#char=5,11> ; <http://www.w3.org/ns/prov#wasDerivedFrom> <https://w3id.org/saksi/doc/d> }
<https://w3id.org/saksi/claim/c> a sk:Claim ; rdfs:label "it" .
s:actor\/IRN { s:actor\/IRN rdfs:label "Iran"@en-GB }
_:g { s:actor\/IRN rdfs:label "Iran"@en-GB . }
`,
	"x.jsonld": `[{"@id": "https://w3id.org/saksi/doc/d", "@type": ["https://w3id.org/saksi/ontology#Document"],
  "http://schema.org/text": [{"@value": "Iran denied \"it\".\n# Käseé\\"}]},
 {"@id": "https://w3id.org/saksi/stmt/s", "@type": ["https://w3id.org/saksi/ontology#Statement"],
  "https://w3id.org/saksi/ontology#act": [{"@id": "https://w3id.org/saksi/act/deny"}],
  "https://w3id.org/saksi/ontology#confidence": [{"@value": 0.5}],
  "https://w3id.org/saksi/ontology#cueAt": [{"@id": "https://w3id.org/saksi/doc/d#char=5,11"}],
  "https://w3id.org/saksi/ontology#said": [{"@id": "https://w3id.org/saksi/time/2022%2F.."}],
  "https://w3id.org/saksi/ontology#list": {"@list": [1, true, {"@id": "_:b"}]},
  "https://w3id.org/saksi/ontology#claim": [{"@id": "https://w3id.org/saksi/claim/c", "@type": "https://w3id.org/saksi/ontology#Claim",
    "http://www.w3.org/2000/01/rdf-schema#label": "it"}],
  "http://www.w3.org/ns/prov#wasDerivedFrom": [{"@id": "https://w3id.org/saksi/doc/d"}],
  "https://w3id.org/saksi/ontology#speaker": [{"@id": "https://w3id.org/saksi/actor/IRN", "https://w3id.org/saksi/ontology#kind": "state",
    "http://www.w3.org/2000/01/rdf-schema#label": {"@language": "en-GB", "@value": "Iran"}}]}]`,
	"y.jsonld": `{"@context": [{"@base": "https://w3id.org/", "sk": "https://w3id.org/saksi/ontology#", "prov": "http://www.w3.org/ns/prov#"},
  {"@base": "saksi/", "label": "http://www.w3.org/2000/01/rdf-schema#label", "statements": {"@reverse": "prov:wasDerivedFrom"},
   "said": {"@id": "sk:said", "@type": "@id"}, "confidence": {"@id": "sk:confidence", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}}],
 "@id": "doc/d", "@type": "sk:Document", "http://schema.org/text": "Iran denied \"it\".\n# K\u00e4se\u00e9\\",
 "statements": {"@id": "stmt/s", "@type": "sk:Statement", "confidence": "0.50", "said": "time/2022%2F..", "sk:act": {"@id": "act/deny"},
  "sk:claim": {"@id": "claim/c", "@type": "sk:Claim", "label": "it"}, "sk:speaker": {"@id": "actor/IRN"}, "sk:cueAt": {"@id": "doc/d#char=5,11"}},
 "@graph": {"@id": "actor/IRN", "label": {"@value": "Iran", "@language": "en-GB"}, "sk:kind": "state"}}`,
	"x.rdf": `<?xml version="1.0" encoding="utf-8"?>
<!-- by hand -->
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://www.w3.org/2000/01/rdf-schema#" xmlns:prov="http://www.w3.org/ns/prov#"
  xmlns:sk="https://w3id.org/saksi/ontology#" xmlns:schema="http://schema.org/">
  <sk:Statement rdf:about="https://w3id.org/saksi/stmt/s">
    <sk:confidence rdf:datatype="http://www.w3.org/2001/XMLSchema#decimal">0.5</sk:confidence>
    <sk:act rdf:resource="https://w3id.org/saksi/act/deny"/>
    <sk:cueAt rdf:resource="https://w3id.org/saksi/doc/d#char=5,11"/>
    <sk:said rdf:resource="https://w3id.org/saksi/time/2022%2F.."/>
    <sk:claim><sk:Claim rdf:about="https://w3id.org/saksi/claim/c"><label>it</label></sk:Claim></sk:claim>
    <sk:speaker><rdf:Description rdf:about="https://w3id.org/saksi/actor/IRN"><sk:kind>state</sk:kind><label xml:lang="en-GB">Iran</label></rdf:Description></sk:speaker>
    <prov:wasDerivedFrom><sk:Document rdf:about="https://w3id.org/saksi/doc/d"><schema:text>Iran denied "it".
# Käseé\</schema:text></sk:Document></prov:wasDerivedFrom>
  </sk:Statement>
</rdf:RDF>`,
}

// told reads a text, and gives the quads and errors.
func told(t testing.TB, name, text string, max int64) (quads, errors []string) {
	t.Helper()
	for it, err := range Read(t.Context(), item.Input{Name: name, Reader: strings.NewReader(text), Options: item.Options{MaxBytes: max}}) {
		if err != nil {
			errors = append(errors, err.Error())
			continue
		}
		quads = append(quads, lines(schema.Quads(it.Ready))...)
	}
	return quads, errors
}

// TestSyntaxes: what is the same in another syntax gives the same quads, whatever the file
// is called, and after a byte order mark too.
func TestSyntaxes(t *testing.T) {
	texts := map[string]string{"x.nt": strings.NewReplacer(" <https://w3id.org/saksi/doc/d> .", " .", " <https://w3id.org/saksi/claim/c> .\n", " .\n").Replace(same["x.nq"])}
	texts["x.nt"] += `<https://w3id.org/saksi/stmt/s> <http://www.w3.org/ns/prov#wasDerivedFrom> <https://w3id.org/saksi/doc/d> .` + "\n"
	texts["x.nt"] += `<https://w3id.org/saksi/stmt/s> <https://w3id.org/saksi/ontology#claim> <https://w3id.org/saksi/claim/c> .` + "\n"
	want, errors := told(t, "x.nq", same["x.nq"], 0)
	if len(want) < 15 || errors != nil {
		t.Fatal(want, errors)
	}
	for name, text := range same {
		texts[name] = text
		texts[name+".gz"] = text
		texts["-"+name[:1]] = text
		texts[name+" marked"] = "\xef\xbb\xbf\n" + text
	}
	for name, text := range texts {
		if got, errors := told(t, name, text, 0); errors != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v\n got %s\nwant %s", name, errors, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestBroken: an error names the place, and documents that were whole before it are kept.
func TestBroken(t *testing.T) {
	ttl := "@prefix s: <https://w3id.org/saksi/ontology#> .\n<doc/b> a s:Document .\n<doc/a> a s:Document .\n<doc/c> a s:Document .\n"
	json := `{"@context": {"s": "https://w3id.org/saksi/ontology#"}, "@graph": [` + "\n" +
		`{"@id": "doc/b", "@type": "s:Document"},` + "\n" + `{"@id": "doc/a", "@type": "s:Document"},` + "\n" + `{"@id": "doc/c", "@type": "s:Document"}`
	xml := `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="https://w3id.org/saksi/ontology#">` + "\n" +
		"<s:Document rdf:about='doc/b'/>\n<s:Document rdf:about='doc/a'/>\n<s:Document rdf:about='doc/c'/>\n"
	left := " (doc/c, which it is in, is left out)"
	for _, tt := range []struct {
		name, text string
		docs       int
		want       string // error
	}{
		{"a.ttl", ttl + "<doc/c> s:act", 2, "a.ttl:5: an object is expected, not the end of the file" + left},
		{"a.ttl", ttl + "<doc/c> s:act \"abc\n\" .", 2, "a.ttl:5: a text in single quotes ends with its line" + left},
		{"a.ttl", ttl + "<doc/c> s:act \"\"\"abc\n\"\" .\n", 2, "a.ttl:5: the file ends in the middle of it" + left},
		{"a.ttl", ttl + "\n<doc/c> s:act <doc/c", 2, "a.ttl:6: the file ends in the middle of it" + left},
		{"a.ttl", ttl + "<doc/c> s:act <doc/\nc> .", 2, `a.ttl:5: '\n' can't stand in an IRI` + left},
		{"a.ttl", ttl + "<doc/c> x:act <x> .", 2, `a.ttl:5: the prefix "x:" is not declared` + left},
		{"a.ttl", ttl + "<doc/c> s:act \"\\x\" .", 2, `a.ttl:5: "\\x" is no escape` + left},
		{"a.ttl", ttl + "<doc/c> s:act \"\\uZZZZ\" .", 2, `a.ttl:5: "\\uZZZZ" is no escape` + left},
		{"a.ttl", ttl + "<doc/c> s:act \"\xff\" .", 2, "a.ttl:5: not UTF-8" + left},
		{"a.ttl", ttl + "<doc/c> s:act \"a\" \"b\" .", 2, "a.ttl:5: '.' is expected, not a text" + left},
		{"a.ttl", ttl + "\"doc\" s:act \"a\" .", 2, "a.ttl:5: a subject is expected, not a text" + left},
		{"a.ttl", ttl + "<doc/c> _:p \"a\" .", 2, "a.ttl:5: a predicate is expected, not a blank node" + left},
		{"a.ttl", ttl + "<doc/c> s:act = .", 2, "a.ttl:5: '=' can't stand here" + left},
		{"a.ttl", ttl + "@other <x> .", 2, "a.ttl:5: @other is not known" + left},
		{"a.ttl", ttl + "@prefix x <x> .", 2, "a.ttl:5: a prefix is expected, not a word" + left},
		{"a.trig", ttl + "<doc/c> { <doc/c> a s:Statement ", 2, "a.trig:5: '}' is expected, not the end of the file" + left},
		{"a.trig", ttl + "<doc/c> { <doc/c> a { } }", 2, "a.trig:5: an object is expected, not '{'" + left},
		{"a.trig", ttl + "}", 2, "a.trig:5: a subject is expected, not '}'" + left},
		{"a.ttl", ttl + "<doc/c> s:act " + strings.Repeat("[ s:of ", 2000), 2, "a.ttl:5: brackets stand too deep in each other" + left},
		{"a.ttl", ttl + strings.Repeat("(", 1e6), 2, "a.ttl:5: brackets stand too deep in each other" + left},
		{"a.ttl", ttl + "<doc/c> s:act \"" + strings.Repeat("x", 1e6), 2, "a.ttl:5: is too large for one document: more than 400 KB (raise the limit with --max-bytes, or split it)" + left},
		{"a.ttl", ttl + strings.Repeat("x", 1e6), 2, "a.ttl:5: is too large for one document: more than 400 KB (raise the limit with --max-bytes, or split it)" + left},
		{"a.ttl", ttl + strings.Repeat("7", 1e6), 2, "a.ttl:5: is too large for one document: more than 400 KB (raise the limit with --max-bytes, or split it)" + left},
		{"a.ttl", strings.ReplaceAll(ttl, "doc/b", "doc/A") + "?", 0, "a.ttl:5: '?' can't stand here (the file is sorted: its 3 documents are left out)"},
		{"a.ttl", ttl[:40], 0, "a.ttl:1: the file ends in the middle of it"},
		{"a.nt", "<doc/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/saksi/ontology#Document> .\n<doc/a> <b> \"" + strings.Repeat("x", 1e6), 0,
			"a.nt:2: is too large for one document: more than 400 KB (raise the limit with --max-bytes, or split it) (doc/b, which it is in, is left out)"},
		{"a.jsonld", json, 2, "a.jsonld:4: unexpected EOF" + left},
		{"a.jsonld", json + ",\n{\"@id\": ", 2, "a.jsonld:5: unexpected EOF" + left},
		{"a.jsonld", json + ",\n{\"@id\": 7}]}", 2, "a.jsonld:5: invalid @id value: value of @id must be a string" + left},
		{"a.jsonld", json + ",\n{\"@context\": {}}]}", 2, "a.jsonld:5: has a @context further on than at the beginning, which is not read" + left},
		{"a.jsonld", json + ",\n{\"s:x\": \"" + strings.Repeat("x", 1e6), 2, "a.jsonld:5: is too large for one document: more than 400 KB (raise the limit with --max-bytes, or split it)" + left},
		{"a.jsonld", json + ",\n{\"s:x\": " + strings.Repeat("[", 3e5), 2, "a.jsonld:5: invalid character '[' exceeded max depth" + left},
		{"a.jsonld", `{"@context": "https://schema.org", "@type": "NewsArticle"}`, 0,
			"a.jsonld:1: has the context https://schema.org, which is not fetched: only one in the file itself is read"},
		{"a.jsonld", `{"@context": {"@import": "http://x.org/"}}`, 0, "a.jsonld:1: has the context http://x.org/, which is not fetched: only one in the file itself is read"},
		{"a.jsonld", `{"@context": {"a": {"@id": "b:c", "@context": {}}}}`, 0, "a.jsonld:1: has a @context within the context, which is not read"},
		{"a.jsonld", `[7]`, 0, "a.jsonld: holds no document of saksi (is it one of its exports?)"},
		{"a.jsonld", strings.Repeat(`{"@graph":`, 2000), 0, "a.jsonld:1: graphs stand too deep in each other"},
		{"a.jsonld", "{" + strings.Repeat(`"x": 1, `, 1e5), 0, "a.jsonld:1: is too large for one document: more than 400 KB (raise the limit with --max-bytes, or split it)"},
		{"a.jsonld", `{"@graph": 7}`, 0, "a.jsonld:1: @graph is no array"},
		{"a.rdf", xml, 2, "a.rdf:5: unexpected EOF" + left},
		{"a.rdf", xml + strings.Repeat("<s:a>", 2000), 2, "a.rdf:5: elements stand too deep in each other" + left},
		{"a.rdf", xml + "<s:Document></s:Other>", 2, "a.rdf:5: element <Document> closed by </Other>" + left},
		{"a.rdf", xml + "<s:Document rdf:about='doc/c'><s:x>" + strings.Repeat("x", 1e6), 2,
			"a.rdf:5: is too large for one document: more than 400 KB (raise the limit with --max-bytes, or split it)" + left},
	} {
		quads, errors := told(t, tt.name, tt.text, 100<<10)
		docs := 0
		for _, q := range quads {
			if strings.Contains(q, "<sk:Document>") {
				docs++
			}
		}
		if docs != tt.docs || len(errors) != 1 || errors[0] != tt.want {
			t.Errorf("%s …%q: %d documents, want %d\n got %q\nwant %q", tt.name, tt.text[max(0, len(tt.text)-40):], docs, tt.docs, errors, tt.want)
		}
	}
}

// TestStatementsWithoutDocument are not left out in silence.
func TestStatementsWithoutDocument(t *testing.T) {
	_, errors := told(t, "a.ttl", "PREFIX s: <https://w3id.org/saksi/ontology#> <doc/a> a s:Document . <stmt/a> a s:Statement . <stmt/b> a s:Statement .", 0)
	if fmt.Sprint(errors) != "[a.ttl: names no document for 2 of its statements]" {
		t.Errorf("%q", errors)
	}
}

func TestResolve(t *testing.T) {
	for ref, want := range map[string]string{"doc/x": "http://a.org/b/doc/x", "": "http://a.org/b/", "#x": "http://a.org/b/#x", "/x": "http://a.org/x", "../x": "http://a.org/x",
		"x/../y": "http://a.org/b/y", "time/2022%2F..": "http://a.org/b/time/2022%2F..", "urn:x": "urn:x", "time/10:00": "http://a.org/b/time/10:00", "%": "http://a.org/b/%", "/%": "/%"} {
		if got := string(resolve(nil, "http://a.org/b/", ref)); got != want {
			t.Errorf("%q: %s, want %s", ref, got, want)
		}
	}
}
