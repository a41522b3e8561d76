// Package item holds what all readers of inputs share: the item that they give,
// the options they take, and the error that names the place of a broken item.
//
// A reader is a function that ranges over the items of one input:
//
//	for it, err := range jsonl.Read(ctx, item.Input{Name: "news.jsonl", Reader: f}) {
//		…
//	}
//
// Invariant: an error belongs to one item. It is an [*Error] that names the
// input, and the items after it still come.
package item

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"saksi/schema"
)

// DefaultMaxBytes is how large one document may be when nothing else is said.
const DefaultMaxBytes = 4 << 20

// Causes that a caller may want to tell apart.
var (
	// ErrEmpty says that an input holds no text.
	ErrEmpty = errors.New("is empty")
	// ErrBinary says that an input is no text.
	ErrBinary = errors.New("looks like a binary file, not text")
	// ErrTooLarge says that a document is larger than Options.MaxBytes.
	ErrTooLarge = errors.New("is too large for one document")
)

// Item is a document to read statements from or, where the input holds
// statements already, what was read from one.
type Item struct {
	// Name is how messages call the item: the file, or the file and the place in it.
	Name     string
	Document schema.Document
	// Ready is set where the input holds statements; Document is then its document.
	Ready *schema.Extraction
	// Warnings tell what was odd about the item and done about it.
	Warnings []string
	// Skip says why the item is passed over, in a few words; "" for an item that
	// is not. It holds nothing then.
	Skip string
}

// Page is what was fetched from an address.
type Page struct {
	URL         string // after redirections
	ContentType string
	Body        []byte
}

// Options are the settings of a reader. The zero value is right for most inputs.
type Options struct {
	MaxBytes int64             // of one document; 0 means DefaultMaxBytes
	Lang     string            // of documents that do not tell theirs
	Date     string            // of documents that do not tell theirs, ISO 8601
	Fields   map[string]string // our field → the input's field, for JSONL and CSV
	Follow   bool              // fetch the pages that a feed links to
	// Fetch gets a page; nil where nothing may be fetched.
	Fetch func(ctx context.Context, url string) (Page, error)
}

// Max is MaxBytes, or its default.
func (o Options) Max() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

// Input is an open stream of bytes, decompressed, and what is known of it.
type Input struct {
	Name string // as the user gave it; "-" is standard input
	URL  string // where it was fetched from, or ""
	// ContentType is what the server said of it, or "".
	ContentType string
	Reader      io.Reader
	Options
}

// Reader reads the items of one input, in order.
type Reader func(ctx context.Context, in Input) iter.Seq2[Item, error]

// Error says which item of which input could not be read, and why.
type Error struct {
	Input string
	At    string // line or record, or "" for the whole input
	Err   error
}

func (e *Error) Error() string {
	if e.At == "" {
		return fmt.Sprintf("%s: %v", Display(e.Input), e.Err)
	}
	return fmt.Sprintf("%s:%s: %v", Display(e.Input), e.At, e.Err)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Fail makes an error for the item at the place ("" for the whole input).
func (in Input) Fail(at string, err error) *Error { return &Error{Input: in.Name, At: at, Err: err} }

// Place names an item for messages.
func (in Input) Place(at string) string {
	if at == "" {
		return Display(in.Name)
	}
	return Display(in.Name) + ":" + at
}

// Display is the input's name for readers.
func Display(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}

// ReadAll reads the whole stream as one document, up to the limit.
func (in Input) ReadAll() ([]byte, error) {
	max := in.Max()
	b, err := io.ReadAll(io.LimitReader(in.Reader, max+1))
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	if int64(len(b)) > max {
		return nil, TooLarge(max)
	}
	return b, nil
}

// TooLarge is the error for a document above the limit, in bytes.
func TooLarge(max int64) error {
	return fmt.Errorf("%w: more than %s (raise the limit with --max-bytes, or split it)", ErrTooLarge, Size(max))
}

// Size writes a number of bytes for readers.
func Size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.0f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.0f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}

// Complete fills in what the options say for documents that do not tell it.
func (o Options) Complete(d *schema.Document) {
	if d.Lang == "" {
		d.Lang = o.Lang
	}
	if d.Published == "" {
		d.Published = o.Date
	}
}
