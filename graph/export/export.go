package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"saksi/schema"
)

// Errors that callers tell apart with [errors.Is].
var (
	// ErrFormat is returned for a format that is not in [Formats].
	ErrFormat = errors.New("no such format")
	// ErrProfile is returned for a profile that is not in [Profiles], or that the
	// format can't carry.
	ErrProfile = errors.New("no such profile")
	// ErrBase is returned for a base that is no absolute IRI ending in "/" or "#".
	ErrBase = errors.New("not a base IRI (it begins with a scheme such as https: and ends in / or #)")
)

// Options say how to write. The zero value writes N-Quads, everything there is but
// the index, in the order of the source.
type Options struct {
	// Format is the name of one of [Formats]; "nquads" when empty.
	Format string
	// Profile is the name of one of [Profiles]; "" is the graph as it is. Only RDF
	// formats have profiles.
	Profile string
	// Base is what short IRIs are resolved against; [schema.Base] when empty.
	Base string
	// Sorted writes in an order that depends on the data alone, without
	// duplicates. It sorts on disk, in the folder Temp ([os.TempDir] when empty).
	Sorted bool
	Temp   string
	// NoTexts leaves out the texts of documents. The words of a statement are then
	// written out in full, so that none of its evidence is lost.
	NoTexts bool
	// Index asks for the quads that the store derives for its own use as well.
	Index bool
	// Ontology adds the classes, properties, acts and relations of the model.
	Ontology bool
	// Excel makes CSV safe and readable for spreadsheets: a byte order mark, and a
	// quote before cells that begin like a formula.
	Excel bool
	// PerStatement gives each statement an edge of its own in GEXF, GraphML and
	// csv-edges, instead of one for each speaker, act and target.
	PerStatement bool
	// Version is the version of the program, for the column saksi_version and the
	// headers.
	Version string
	// Created is when the export is made, for the publication info of
	// nanopublications; left out when zero.
	Created time.Time
	// About is written as comment lines at the beginning, in the formats that have
	// comments: the query, the date, the revision of the store. Leave it empty
	// where two exports shall be the same bytes.
	About []string

	arena int // bytes to sort in memory, for tests; the constant when zero
}

// Result counts what was written. Counts that the format has no use for are zero.
type Result struct {
	Format  string `json:"format"`
	Profile string `json:"profile,omitempty"`
	// Quads are the quads or triples of an RDF format.
	Quads int64 `json:"quads,omitempty"`
	// Statements are the rows of a table, or the statements that a filtered export,
	// a profile or a network was made from.
	Statements int64 `json:"statements,omitempty"`
	Nodes      int64 `json:"nodes,omitempty"`
	Edges      int64 `json:"edges,omitempty"`
	// Skipped counts quads that the format can't say: a subject that is no IRI, or
	// in RDF/XML a predicate that is no XML name.
	Skipped int64 `json:"skipped,omitempty"`
}

// Write writes what the source holds to w, and says how much that was. Its errors
// wrap [ErrFormat], [ErrProfile] or [ErrBase] when the options are wrong; then
// nothing has been written.
func Write(ctx context.Context, w io.Writer, src Source, o Options) (Result, error) {
	f, err := o.check()
	if err != nil {
		return Result{}, err
	}
	if c, ok := src.(checked); ok {
		if err := c.Check(ctx); err != nil {
			return Result{}, err
		}
	}
	buf := bufio.NewWriterSize(w, 1<<16)
	j := &job{src: src, o: o, format: f, w: buf, names: newNames(o.Base), result: Result{Format: f.Name, Profile: o.Profile}}
	if err := f.write(ctx, j); err != nil {
		return j.result, fmt.Errorf("export as %s: %w", f.Name, err)
	}
	if err := buf.Flush(); err != nil {
		return j.result, fmt.Errorf("export as %s: %w", f.Name, err)
	}
	return j.result, nil
}

// check fills in what is empty and refuses what can't be.
func (o *Options) check() (Format, error) {
	if o.Format == "" {
		o.Format = Formats[0].Name
	}
	if o.Base == "" {
		o.Base = schema.Base
	}
	f, ok := FormatNamed(o.Format)
	if !ok {
		return f, fmt.Errorf("format %q: %w (there are %s)", o.Format, ErrFormat, strings.Join(FormatNames(), ", "))
	}
	if _, ok := ProfileNamed(o.Profile); !ok {
		return f, fmt.Errorf("profile %q: %w (there are %s)", o.Profile, ErrProfile, strings.Join(ProfileNames(), ", "))
	}
	if o.Profile != "" && !f.RDF {
		return f, fmt.Errorf("profile %q as %s: %w: profiles are for RDF formats", o.Profile, f.Name, ErrProfile)
	}
	if !validBase(o.Base) {
		return f, fmt.Errorf("base %q: %w", o.Base, ErrBase)
	}
	o.About = slices.Clone(o.About)
	for i, line := range o.About {
		o.About[i] = oneLine(line)
	}
	return f, nil
}

// oneLine makes a text fit for a comment in any of the formats.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(cleanXML(s)), " ")
	return strings.ReplaceAll(s, "--", "- -")
}

// job is one export under way.
type job struct {
	src    Source
	o      Options
	format Format
	w      *bufio.Writer
	names  *names
	result Result
}
