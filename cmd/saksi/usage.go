package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// usageError is a mistake in the command line.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// notOne is the mistake of a value that is none of those known.
func notOne(flag, given string, known []string) error {
	return usagef("--%s %q is not known%s (use %s)", flag, given, suggest(given, known), oneOf(known))
}

// oneOf lists names: "a, b or c".
func oneOf(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// atLeast is the mistake of a number that is too small.
func atLeast[N int | int64](flag string, n, least N) error {
	if n < least {
		return usagef("--%s %d: %d is the least", flag, n, least)
	}
	return nil
}

// flagMistake words what is wrong with the flags of a verb, which has those named.
func flagMistake(verb string, err error, names []string) error {
	var value *pflag.InvalidValueError
	if errors.As(err, &value) {
		f := value.GetFlag()
		if wanted := valueOf[f.Value.Type()]; wanted != "" {
			return usagef("--%s %q: %s belongs there", f.Name, value.GetValue(), wanted)
		}
	}
	hint := ""
	if _, flag, ok := strings.Cut(err.Error(), "unknown flag: --"); ok {
		hint = strings.Replace(suggest(flag, names), `"`, `"--`, 1)
	}
	return usagef("%w%s (saksi %s --help shows the flags)", err, hint, verb)
}

// valueOf says what the flags of a type take.
var valueOf = map[string]string{
	"bool": "true or false", "int": "a whole number", "int64": "a whole number", "float64": "a number",
	"duration": "a time such as 500ms, 30s or 2m", "stringToString": "NAME=FIELD, several with commas between them,",
}

// suggest is ` (did you mean "ask"?)`, or nothing when no name is near.
func suggest(given string, names []string) string {
	best, distance := "", 3
	for _, n := range names {
		if d := editDistance(given, n); d < distance && d < len(given) {
			best, distance = n, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(", did you mean %q?", best)
}

// editDistance is the number of letters to insert, delete, replace or swap.
func editDistance(a, b string) int {
	prev2, prev := []int(nil), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev = prev, cur
	}
	return prev[len(b)]
}
