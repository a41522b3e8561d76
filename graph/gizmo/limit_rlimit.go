//go:build linux || darwin

package gizmo

import "syscall"

const rlimitData = 2 // RLIMIT_DATA, which package syscall has no name for on all systems

// limitProcess has the system refuse the process more than so many bytes of data,
// and write no core file. Where the system can't, the watch in bound remains.
func limitProcess(data uint64) {
	_ = syscall.Setrlimit(rlimitData, &syscall.Rlimit{Cur: data, Max: data})
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
}
