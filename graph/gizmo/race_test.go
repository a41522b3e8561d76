//go:build race

package gizmo_test

// The race detector's shadow memory counts against the limits of a worker.
func init() { shadowed = true }
