package graph

import (
	"context"

	"saksi/schema"
)

// once reads with a view of its own.
func once[T any](s *Store, f func(*View) (T, error)) (T, error) {
	v := s.View()
	defer v.Close()
	return f(v)
}

// Document is [View.Document] on the store as it is now.
func (s *Store) Document(ctx context.Context, id schema.IRI) (schema.Document, error) {
	return once(s, func(v *View) (schema.Document, error) { return v.Document(ctx, id) })
}

// Actor is [View.Actor] on the store as it is now.
func (s *Store) Actor(ctx context.Context, id schema.IRI) (schema.Actor, error) {
	return once(s, func(v *View) (schema.Actor, error) { return v.Actor(ctx, id) })
}

// Claim is [View.Claim] on the store as it is now.
func (s *Store) Claim(ctx context.Context, id schema.IRI) (schema.Claim, error) {
	return once(s, func(v *View) (schema.Claim, error) { return v.Claim(ctx, id) })
}

// Statement is [View.Statement] on the store as it is now.
func (s *Store) Statement(ctx context.Context, id schema.IRI) (schema.Statement, error) {
	return once(s, func(v *View) (schema.Statement, error) { return v.Statement(ctx, id) })
}

// Statements is [View.Statements] on the store as it is now.
func (s *Store) Statements(ctx context.Context, ids ...schema.IRI) ([]schema.Statement, error) {
	return once(s, func(v *View) ([]schema.Statement, error) { return v.Statements(ctx, ids...) })
}

// StatementsOf is [View.StatementsOf] on the store as it is now.
func (s *Store) StatementsOf(ctx context.Context, doc schema.IRI) ([]schema.IRI, error) {
	return once(s, func(v *View) ([]schema.IRI, error) { return v.StatementsOf(ctx, doc) })
}

// Stats is [View.Stats] on the store as it is now.
func (s *Store) Stats(ctx context.Context) (Counts, error) {
	return once(s, func(v *View) (Counts, error) { return v.Stats(ctx) })
}
