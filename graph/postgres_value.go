package graph

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/jackc/pgx/v5"
)

// pgNode is a row of the table of nodes, as Cayley's SQL backend writes it: a column
// for each kind of value, the others NULL.
type pgNode struct {
	hash     []byte
	data     []byte // of quad/pquads, for what has no column
	text     *string
	datatype *string
	language *string
	iri      *bool
	bnode    *bool
	integer  *int64
	boolean  *bool
	float    *float64
	time     *time.Time
}

const valueSQL = `SELECT hash, value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time
FROM nodes WHERE hash = ANY($1)`

// write fills in the columns of a value.
func (n *pgNode) write(v quad.Value) (err error) {
	yes := true
	switch v := v.(type) {
	case quad.IRI:
		if plainText(string(v)) {
			n.text, n.iri = (*string)(&v), &yes
		}
	case quad.BNode:
		if plainText(string(v)) {
			n.text, n.bnode = (*string)(&v), &yes
		}
	case quad.String:
		if plainText(string(v)) {
			n.text = (*string)(&v)
		}
	case quad.LangString:
		if plainText(string(v.Value)) && plainText(v.Lang) {
			n.text, n.language = (*string)(&v.Value), &v.Lang
		}
	case quad.TypedString:
		if plainText(string(v.Value)) && plainText(string(v.Type)) {
			n.text, n.datatype = (*string)(&v.Value), (*string)(&v.Type)
		}
	case quad.Int:
		n.integer = (*int64)(&v)
	case quad.Bool:
		n.boolean = (*bool)(&v)
	case quad.Float:
		if !math.IsNaN(float64(v)) {
			n.float = (*float64)(&v)
		}
	case quad.Time:
		if t := time.Time(v); t.Year() > 0 && t.Year() < 10_000 && t.Nanosecond()%1000 == 0 {
			n.time = &t
		}
	}
	if n.text == nil && n.integer == nil && n.boolean == nil && n.float == nil && n.time == nil {
		n.data, err = pquads.MarshalValue(v)
	}
	return err
}

// plainText tells whether a text column keeps the text: PostgreSQL refuses NUL and what
// is not UTF-8, and Cayley reads `\x00` as NUL.
func plainText(s string) bool {
	return utf8.ValidString(s) && !strings.Contains(s, "\x00") && !strings.Contains(s, `\x00`)
}

// read is the value in a row of valueSQL.
func (n *pgNode) read(r pgx.Rows) (quad.Value, error) {
	err := r.Scan(&n.hash, &n.data, &n.text, &n.datatype, &n.language, &n.iri, &n.bnode, &n.integer, &n.boolean, &n.float, &n.time)
	if err != nil {
		return nil, err
	}
	switch {
	case n.text != nil && n.iri != nil && *n.iri:
		return quad.IRI(*n.text), nil
	case n.text != nil && n.bnode != nil && *n.bnode:
		return quad.BNode(*n.text), nil
	case n.text != nil && n.language != nil:
		return quad.LangString{Value: quad.String(*n.text), Lang: *n.language}, nil
	case n.text != nil && n.datatype != nil:
		return quad.TypedString{Value: quad.String(*n.text), Type: quad.IRI(*n.datatype)}, nil
	case n.text != nil:
		return quad.String(*n.text), nil
	case n.integer != nil:
		return quad.Int(*n.integer), nil
	case n.boolean != nil:
		return quad.Bool(*n.boolean), nil
	case n.float != nil:
		return quad.Float(*n.float), nil
	case n.time != nil:
		return quad.Time(n.time.UTC()), nil
	}
	v, err := pquads.UnmarshalValue(n.data)
	if err == nil && v == nil {
		err = errMissing
	}
	if err != nil {
		return nil, fmt.Errorf("%w: node %x: %w", ErrDamaged, n.hash, err)
	}
	return v, nil
}
