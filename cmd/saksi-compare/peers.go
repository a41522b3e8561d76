package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"saksi/graph/graphtest"
)

func replaced(text, rare string) string { return strings.ReplaceAll(text, "RARE", rare) }

// peersScript measures Oxigraph and N3.js.
//
//go:embed peers.mjs
var peersScript []byte

// measured is what the script found, in seconds.
type measured struct {
	Work []struct {
		What      string
		Quads     int
		CPU, Wall float64
	}
	Questions []struct {
		Median float64
		Rows   int
	}
}

// askPeers has them read the export, write it and answer the same questions.
func (c *comparison) askPeers(ctx context.Context) error {
	c.close()
	dir := filepath.Join(c.dir, "npm")
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	var texts []string
	for _, q := range graphtest.Questions {
		texts = append(texts, inSPARQL(q))
	}
	given, err := json.Marshal(map[string]any{"file": c.file(), "questions": texts, "rounds": min(c.rounds, 5)})
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{"package.json": []byte("{}"), "peers.mjs": peersScript, "given.json": given} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			return err
		}
	}
	npm := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "oxigraph", "n3")
	npm.Dir = dir
	if out, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm install: %w\n%s", err, out)
	}
	node := exec.CommandContext(ctx, "node", "--max-old-space-size=8192", "peers.mjs")
	node.Dir, node.Stderr = dir, c.progress
	out, err := node.Output()
	if err != nil {
		return fmt.Errorf("node: %w", err)
	}
	var m measured
	if err := json.Unmarshal(out, &m); err != nil {
		return fmt.Errorf("what node printed: %w", err)
	}
	seconds := func(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
	for _, w := range m.Work {
		c.rates = append(c.rates, rate{w.What, w.Quads, seconds(w.CPU), seconds(w.Wall)})
	}
	for i, q := range m.Questions {
		a := &c.asked[i]
		if a.theirs = seconds(q.Median); q.Rows != a.rows {
			return fmt.Errorf("%s: %d rows, Oxigraph has %d", a.name, a.rows, q.Rows)
		}
	}
	return nil
}
