package graph

import "context"

func openPostgres(context.Context, string, Options) (*Store, error) { return nil, ErrEngine }
