package main

import (
	"context"
	"errors"
	"iter"

	"saksi/loaders/extract/score"
	"saksi/loaders/source/item"
)

// items is what a verb reads.
type items = iter.Seq2[item.Item, error]

// samples are the articles that the program carries, with their gold.
func samples(context.Context) ([]score.Gold, items, error) {
	return nil, nil, errors.New("this build carries no sample articles")
}
