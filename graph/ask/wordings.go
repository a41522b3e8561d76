package ask

import (
	"context"
	"slices"
)

// perWording is how many documents are looked at by the words that the index has of them in
// the time that it takes to read one sentence.
const perWording = 40

// firstSentences is how many sentences of a year are read before the index is asked for the others.
// It is a variable for the tests only.
var firstSentences = 256

// wordings is what a walk knows of the documents of the year that it is in, where the query
// asks for words of the sentence. Common words are found in the first sentences that are
// read. Where they are not, the index tells which documents may have them at all.
type wordings struct {
	year    int
	read    int   // sentences of the year
	enough  int64 // of them to read the index; 0 when not known
	most    int   // sentences that there may be to read
	rare    bool  // the words were in the year before
	indexed bool
	graphs  []uint64 // of the documents, in order, once indexed
}

// begin tells that the walk goes on to a year, of which it may read so many sentences.
func (d *wordings) begin(year, most int) {
	*d = wordings{year: year, most: most, rare: d.rare || d.indexed}
}

// lacks tells that the document of a posting is known not to have the words.
func (d *wordings) lacks(graph uint64) bool {
	if !d.indexed || graph == 0 {
		return false
	}
	_, has := slices.BinarySearch(d.graphs, graph)
	return !has
}

// none tells that no document of the year has the words.
func (d *wordings) none() bool { return d.indexed && len(d.graphs) == 0 }

// index reads which documents have the words, once that pays.
func (w *walker) index(ctx context.Context) (err error) {
	d := &w.wordings
	if d.read++; d.indexed || d.read < firstSentences || !w.v.Wordings() {
		return nil
	}
	if d.enough == 0 {
		about, err := w.v.AboutWorded(d.year)
		if err != nil {
			return err
		}
		d.enough = about / perWording
		if d.rare && int64(d.most) > d.enough {
			d.enough = 1 // most of them would be read
		}
	}
	if int64(d.read) >= d.enough {
		d.graphs, err = w.v.Worded(ctx, d.year, w.text)
		d.indexed = err == nil
	}
	return err
}

// says tells whether the sentence of the candidate has the words that the query asks for.
func (c *chunk) says(ctx context.Context) (bool, error) {
	if c.w.wordings.lacks(c.now().graph) {
		return false, nil
	}
	if err := c.w.index(ctx); err != nil {
		return false, err
	}
	r, err := c.w.outlinerOnce()
	if err != nil {
		return false, err
	}
	sentence, err := r.Sentence(ctx, c.now().ref)
	return err == nil && c.plan.worded(sentence), err
}
