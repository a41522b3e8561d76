// Package article reads news articles as plain text and as HTML pages.
//
// A plain text stays as it is, since all offsets count code points in it; its
// header lines are read and left in place:
//
//	AS: Iran Jadi Penyokong Militer Utama Rusia      →  title
//	oleh Hariz Barak diperbarui 10 Des 2022           →  author
//	Diterbitkan 10 Des 2022, 13:00 WIB                →  published
//	Liputan6.com, Jakarta - Hubungan Rusia dan …      →  publisher
//
// Of an HTML page the article's own paragraphs are taken; menus, links to other
// articles and captions are not.
package article

import (
	"context"
	"iter"
	"path"
	"strings"

	"saksi/loaders/source/charset"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// ReadText reads the stream as one plain-text article.
func ReadText(_ context.Context, in item.Input) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		it, err := text(in)
		if err != nil {
			yield(item.Item{}, in.Fail("", err))
			return
		}
		yield(it, nil)
	}
}

func text(in item.Input) (item.Item, error) {
	it := item.Item{Name: in.Place("")}
	b, err := in.ReadAll()
	if err != nil {
		return it, err
	}
	t, warning, err := charset.Decode(b, "")
	if err != nil {
		return it, err
	}
	if strings.TrimSpace(t) == "" {
		return it, item.ErrEmpty
	}
	if warning != "" {
		it.Warnings = append(it.Warnings, warning)
	}
	it.Document = schema.Document{InputID: inputID(in), URL: in.URL, Text: t}
	ReadHeader(&it.Document)
	in.Complete(&it.Document)
	return it, nil
}

// inputID is the file's own name: where it lies must not change the graph.
func inputID(in item.Input) string {
	if in.Name == "-" || in.URL != "" {
		return ""
	}
	return path.Base(strings.ReplaceAll(in.Name, `\`, "/"))
}
