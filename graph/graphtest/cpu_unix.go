//go:build unix

package graphtest

import (
	"syscall"
	"time"
)

// CPU is how much processor time the process has used, that of the garbage collector and
// of the storage's own work among it. Where the system does not tell, it is the time of
// day.
func CPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
