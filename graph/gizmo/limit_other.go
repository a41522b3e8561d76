//go:build !linux && !darwin

package gizmo

// limitProcess does nothing where the system knows no such limits: the watch in
// bound remains.
func limitProcess(uint64) {}
