package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"saksi/graph"
)

var forgetVerb = command{
	name:     "forget",
	args:     "[flags] DOCUMENT...",
	short:    "take documents, and what hung on them alone, out of the store",
	long:     "DOCUMENT is an identity (doc/…), or the file name, title or address of a document.",
	examples: "saksi forget article.txt\nsaksi forget doc/abcdefghijklmnop\nsaksi forget https://example.org/article.html",
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		return func(ctx context.Context, a *app, args []string) error {
			if len(args) == 0 || contains(args, "") {
				return usagef("no document named (saksi forget doc/…)")
			}
			return a.withStoreOptions(ctx, *db, graph.Options{}, func(s *graph.Store) error {
				for _, name := range args {
					id, err := documentNamed(ctx, s, name)
					var r graph.WriteResult
					if err == nil {
						r, err = s.Forget(ctx, id)
					}
					if errors.Is(err, graph.ErrNotFound) {
						return notFound(name)
					}
					if err != nil {
						return err
					}
					a.log.Info(fmt.Sprintf("%s forgotten: %s, %s", name, count(r.Statements, "statement"), count(r.Removed, "quad")))
				}
				return nil
			})
		}
	},
}
