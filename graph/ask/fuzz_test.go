package ask

import (
	"encoding/base64"
	"errors"
	"testing"
)

// FuzzCursor: a cursor from outside is a place in the answer to the same question or an
// error that names the field; a place that is taken is the one that is written again.
func FuzzCursor(f *testing.F) {
	q := Query{Limit: 5}
	f.Add(writeCursor(q, place{Year: 2022, Day: 300, ID: "stmt/a"}))
	f.Add(writeCursor(Query{Text: "other"}, place{}))
	f.Add("")
	f.Add("%%%")
	f.Add(base64.RawURLEncoding.EncodeToString([]byte(`{"q":"","y":1e99}`)))
	f.Fuzz(func(t *testing.T, s string) {
		q := Query{Limit: 5, Cursor: s}
		p, err := readCursor(q)
		if err != nil {
			var field *FieldError
			if p != nil || !errors.As(err, &field) || !errors.Is(err, ErrCursor) {
				t.Errorf("%q: %v, %v", s, p, err)
			}
			return
		}
		if p == nil {
			if s != "" {
				t.Errorf("%q gives no place", s)
			}
			return
		}
		q.Cursor = writeCursor(q, *p)
		if again, err := readCursor(q); err != nil || again.compare(*p) != 0 {
			t.Errorf("%q: %v, written again %v (%v)", s, *p, again, err)
		}
	})
}
