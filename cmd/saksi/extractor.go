package main

import (
	"saksi/loaders"
	"saksi/loaders/extract"
)

// newExtractor makes the extractor of one worker. The language of documents that
// name none is found out, unless the reader of the input was told it.
func newExtractor() (loaders.Extractor, error) {
	return extract.New(extract.Options{}), nil
}
