package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"iter"
	"strings"

	"saksi/loaders/extract/score"
	"saksi/loaders/source/article"
	"saksi/loaders/source/item"
	"saksi/seeds/articles"
)

// items is what a verb reads.
type items = iter.Seq2[item.Item, error]

// samples are the articles that the program carries, with their gold.
func samples(ctx context.Context) ([]score.Gold, items, error) {
	names, err := fs.Glob(articles.Files, "*"+goldEnding)
	if err != nil {
		return nil, nil, err
	}
	var gold []score.Gold
	for _, name := range names {
		b, err := articles.Files.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		g, err := score.Read(bytes.NewReader(b), name)
		if err != nil {
			return nil, nil, fmt.Errorf("sample %w", err)
		}
		for i := range g {
			g[i].Doc = strings.TrimSuffix(name, goldEnding) + ".txt"
		}
		gold = append(gold, g...)
	}
	return gold, sampleArticles(ctx), nil
}

// sampleArticles reads the articles that the program carries.
func sampleArticles(ctx context.Context) items {
	return func(yield func(item.Item, error) bool) {
		names, err := fs.Glob(articles.Files, "*.txt")
		if err != nil {
			yield(item.Item{}, err)
			return
		}
		for _, name := range names {
			b, err := articles.Files.ReadFile(name)
			if err != nil {
				yield(item.Item{}, err)
				return
			}
			for it, err := range article.ReadText(ctx, item.Input{Name: name, Reader: bytes.NewReader(b)}) {
				if !yield(it, err) {
					return
				}
			}
		}
	}
}
