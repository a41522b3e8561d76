//go:build !unix

package cachedir

import "errors"

func private(string) error { return errors.ErrUnsupported }
