package source

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"saksi/loaders/source/article"
	"saksi/loaders/source/item"
	"saksi/loaders/source/jsonl"
)

// Kind is a kind of input: how it is told from others, and who reads it.
type Kind struct {
	Name    string
	Desc    string
	Endings []string // of file names, lower case, without the one of a compression
	// Sniff tells the kind from the first bytes; nil for kinds that can't be told.
	Sniff func(head []byte) bool
	Read  item.Reader
}

// Kinds is the table of kinds, in the order in which they are tried on content.
// Plain text comes last: anything that is text may be an article.
var Kinds = []Kind{
	{"jsonl", "JSON objects, one a line: documents, or statements of saksi extract", []string{".jsonl", ".ndjson", ".json"}, sniffJSON, jsonl.Read},
	{"text", "one article as plain text, header lines first", []string{".txt", ".text", ".md"}, nil, article.ReadText},
}

// KindNames lists the names that --kind takes.
func KindNames() []string {
	var out []string
	for _, k := range Kinds {
		out = append(out, k.Name)
	}
	return out
}

// kindNamed finds a kind by its name.
func kindNamed(name string) (Kind, error) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, nil
		}
	}
	return Kind{}, fmt.Errorf("unknown kind %q (one of %s)", name, strings.Join(KindNames(), ", "))
}

// Detect tells the kind of an input: from the ending of its name, else from its
// first bytes.
func Detect(name string, head []byte) Kind {
	ending := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	for _, k := range Kinds {
		for _, e := range k.Endings {
			if e == ending {
				return k
			}
		}
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	for _, k := range Kinds {
		if k.Sniff != nil && k.Sniff(head) {
			return k
		}
	}
	return Kinds[len(Kinds)-1]
}

func sniffJSON(head []byte) bool {
	return bytes.HasPrefix(head, []byte("{\"")) || bytes.HasPrefix(head, []byte("[{")) || bytes.HasPrefix(head, []byte("{\n"))
}
