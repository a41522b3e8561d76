package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const licencesPage = "../../docs/licences.md"

// licenceMarks are phrases of the texts of licences, by the name that the page uses.
var licenceMarks = map[string]string{
	"MIT": "Permission is hereby granted, free of charge", "Apache-2.0": "Apache License",
	"BSD-2-Clause": "Redistribution and use in source and binary forms", "BSD-3-Clause": "either the name",
	"FTL": "FreeType",
}

// linkedModules gives the folder of each module linked into the program for a
// system, by path, from the modules that are here already.
func linkedModules(t *testing.T, goos string) map[string]string {
	t.Helper()
	c := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", ".")
	c.Env = append(os.Environ(), "GOOS="+goos, "GOARCH=amd64", "CGO_ENABLED=0", "GOPROXY=off")
	out, err := c.Output()
	if err != nil {
		t.Skipf("go list: %v", err)
	}
	found := map[string]string{}
	for _, line := range strings.Split(string(out), "\n") {
		if path, dir, ok := strings.Cut(line, "\t"); ok {
			found[path] = dir
		}
	}
	return found
}

// licenceText is the licence file of a module, its white space made single.
func licenceText(t *testing.T, dir string) string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if n := strings.ToLower(f.Name()); strings.HasPrefix(n, "licen") || strings.HasPrefix(n, "copying") {
			b, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			return strings.Join(strings.Fields(string(b)), " ")
		}
	}
	return ""
}

// TestLicencesOfModules compares the page with what is linked.
func TestLicencesOfModules(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("go is not in PATH")
	}
	page, err := os.ReadFile(licencesPage)
	if err != nil {
		t.Fatal(err)
	}
	linked := map[string]string{}
	for _, goos := range []string{"linux", "darwin", "windows"} {
		for path, dir := range linkedModules(t, goos) {
			linked[path] = dir
		}
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`/]+\\.[^`]+)` \\| ([^|]+) \\|").FindAllStringSubmatch(string(page), -1) {
		path, licence := m[1], m[2]
		listed[path] = true
		dir, ok := linked[path]
		if !ok {
			t.Errorf("%s is listed and not linked", path)
			continue
		}
		name := strings.FieldsFunc(licence, func(r rune) bool { return r == ' ' || r == ',' })[0]
		mark := licenceMarks[name]
		if mark == "" || !strings.Contains(licenceText(t, dir), mark) {
			t.Errorf("%s: its licence file does not look like %s", path, name)
		}
	}
	for path := range linked {
		if !listed[path] {
			t.Errorf("%s is linked and docs/licences.md does not list it", path)
		}
	}
}

// TestLicencesOfData finds a row of the page for each folder with embedded files.
func TestLicencesOfData(t *testing.T) {
	page, err := os.ReadFile(licencesPage)
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, m := range regexp.MustCompile("`([a-z][a-z/-]*/)`").FindAllStringSubmatch(string(page), -1) {
		rows = append(rows, m[1])
	}
	embed := regexp.MustCompile(`(?m)^//go:embed `)
	folders := 0
	for _, top := range []string{"schema", "seeds", "loaders", "graph", "cmd"} {
		err := filepath.WalkDir(filepath.Join("../..", top), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil || !embed.Match(text) {
				return err
			}
			folders++
			dir := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../../") + "/"
			for _, row := range rows {
				if strings.HasPrefix(dir, row) || strings.HasPrefix(row, dir) {
					return nil
				}
			}
			t.Errorf("%s embeds files, and docs/licences.md has no row for %s", path, dir)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if folders < 10 {
		t.Errorf("only %d files embed something: the test looks in the wrong place", folders)
	}
}
