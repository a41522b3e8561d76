// Package feed reads RSS, Atom and JSON Feed: each entry is a document, with the
// text that the feed gives or, when links are followed, the linked page's.
package feed

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/mmcdole/gofeed"

	"saksi/loaders/source/article"
	"saksi/loaders/source/charset"
	"saksi/loaders/source/field"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// Read reads the stream as a feed.
func Read(ctx context.Context, in item.Input) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		f, err := parse(in)
		if err != nil {
			yield(item.Item{}, in.Fail("", err))
			return
		}
		if len(f.Items) == 0 {
			yield(item.Item{}, in.Fail("", fmt.Errorf("the feed %w: it has no entries", item.ErrEmpty)))
			return
		}
		for i, e := range f.Items {
			if ctx.Err() != nil {
				return
			}
			at := fmt.Sprintf("entry %d", i+1)
			it, err := entry(ctx, in, f, e)
			if err != nil {
				if !yield(item.Item{}, in.Fail(at, err)) {
					return
				}
				continue
			}
			it.Name = in.Place(at)
			in.Complete(&it.Document)
			if !yield(it, nil) {
				return
			}
		}
	}
}

func parse(in item.Input) (*gofeed.Feed, error) {
	b, err := in.ReadAll()
	if err != nil {
		return nil, err
	}
	if charset.Binary(b) {
		return nil, item.ErrBinary
	}
	f, err := gofeed.NewParser().Parse(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("not a feed: %w", err)
	}
	return f, nil
}

// entry makes a document of a feed's entry.
func entry(ctx context.Context, in item.Input, f *gofeed.Feed, e *gofeed.Item) (item.Item, error) {
	d := schema.Document{URL: e.Link, Title: strings.Join(strings.Fields(e.Title), " "), Publisher: f.Title, Lang: field.Language(f.Language)}
	for _, when := range []string{e.Published, e.Updated} {
		if date, err := field.Published(when); err == nil && date != "" {
			d.Published = date
			break
		}
	}
	var authors []string
	for _, a := range e.Authors {
		if a != nil && a.Name != "" {
			authors = append(authors, a.Name)
		}
	}
	d.Author = strings.Join(authors, ", ")
	var it item.Item
	if in.Follow && in.Fetch != nil && e.Link != "" {
		page, err := follow(ctx, in, e.Link)
		if err == nil {
			merge(&page, &d)
			it.Document = page
			return it, nil
		}
		it.Warnings = append(it.Warnings, fmt.Sprintf("%v; the feed's own text is taken", err))
	}
	content := e.Content
	if len(e.Description) > len(content) {
		content = e.Description
	}
	d.Text = article.Fragment(d.Title, content)
	if d.Text == "" {
		return it, fmt.Errorf("entry %q %w", e.Link, item.ErrEmpty)
	}
	it.Document = d
	return it, nil
}

func follow(ctx context.Context, in item.Input, link string) (schema.Document, error) {
	p, err := in.Fetch(ctx, link)
	if err != nil {
		return schema.Document{}, err
	}
	docs, _, err := article.Page(p.Body, p.ContentType, p.URL)
	if err != nil {
		return schema.Document{}, fmt.Errorf("%s: %w", link, err)
	}
	return docs[0], nil
}

// merge keeps what the page says of itself and takes the rest from the feed.
func merge(page, entry *schema.Document) {
	for _, f := range []struct{ to, from *string }{
		{&page.URL, &entry.URL}, {&page.Title, &entry.Title}, {&page.Publisher, &entry.Publisher},
		{&page.Author, &entry.Author}, {&page.Published, &entry.Published}, {&page.Lang, &entry.Lang},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
}
