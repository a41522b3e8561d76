//go:build unix

package cachedir

import (
	"fmt"
	"os"
	"syscall"
)

// private tells whether the folder is the user's, and closed to all others.
func private(dir string) error {
	st, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	owner, ok := st.Sys().(*syscall.Stat_t)
	if !ok || int(owner.Uid) != os.Geteuid() || st.Mode() != os.ModeDir|0o700 {
		return fmt.Errorf("%s belongs to others too", dir)
	}
	return nil
}
