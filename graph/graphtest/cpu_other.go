//go:build !unix

package graphtest

import "time"

var start = time.Now()

// CPU is how much processor time the process has used, that of the garbage collector and
// of the storage's own work among it. Where the system does not tell, it is the time of
// day.
func CPU() time.Duration { return time.Since(start) }
