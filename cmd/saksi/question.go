package main

import (
	"saksi/graph/ask"
)

// understand reads a plain question into the query that the flags began.
func understand(question string, q ask.Query, a *app) (ask.Query, error) {
	return q, usagef("%q: plain questions are not built in; use the flags", question)
}
