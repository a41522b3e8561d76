// Package articles holds the sample articles, which were written for this project
// about public events, and the statements that a careful reader finds in them.
package articles

import "embed"

// Files holds NAME.txt, an article, and NAME.gold.jsonl, its gold.
//
//go:embed *.txt *.gold.jsonl
var Files embed.FS
