package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

const (
	memoryOfLoad  = 704 << 20 // of what a load gathers
	memoryOfJob   = 32 << 20  // of each worker besides
	memoryOfServe = 800 << 20 // of a server, most of it what was read lately
)

// boundLoad bounds the memory of a load.
func boundLoad(jobs int) (undo func()) {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return boundMemory(memoryOfLoad + int64(jobs)*memoryOfJob)
}

// boundMemory has the garbage collector keep the process near so many bytes, below a
// gigabyte: it lets a heap grow to twice what is in use else. Who sets GOMEMLIMIT decides
// that for himself.
func boundMemory(bytes int64) (undo func()) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	old := debug.SetMemoryLimit(bytes)
	return func() { debug.SetMemoryLimit(old) }
}
