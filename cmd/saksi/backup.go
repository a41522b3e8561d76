package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph"
)

// tokenEnv is the variable that holds the token for a server: what is in a flag can
// be seen by every user of the machine.
const tokenEnv = "SAKSI_TOKEN"

var backupVerb = command{
	name:  "backup",
	args:  "[flags] FILE",
	short: "keep a copy of the store as it is now, also while it is served",
	long: `
FILE may be - for standard output. A store in a folder belongs to the program
that has it open: while saksi serve runs, the backup comes from the server
(--server), which goes on answering; its token, if it wants one, is in the
variable ` + tokenEnv + `. A store on PostgreSQL can be backed up at any time.
The file carries a version and a checksum, and appears under its name when it is
whole.`,
	examples: `
saksi backup monday.backup
saksi backup --server http://127.0.0.1:8040 monday.backup
saksi backup - | ssh elsewhere 'cat > monday.backup'`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		server := fs.String("server", "", "`URL` of a running saksi serve")
		return func(ctx context.Context, a *app, args []string) error {
			if len(args) != 1 {
				return usagef("one file is to be named (saksi backup FILE)")
			}
			if args[0] == "-" && a.terminal {
				return usagef("a backup is not to be read on a terminal: name a file, or send it on (saksi backup - > FILE)")
			}
			if *server != "" && *db != "" {
				return usagef("--server and --db exclude each other: the server knows its store")
			}
			return a.backup(ctx, *db, *server, args[0])
		}
	},
}

func (a *app) backup(ctx context.Context, db, server, file string) error {
	var n int64
	m := a.meter(0)
	m.off = file == "-" // who reads that may write on the same terminal
	defer m.end()
	write := func(w io.Writer) (err error) {
		w = &stream{meter: m, verb: "written", w: w}
		if server != "" {
			n, err = a.fetchBackup(ctx, server, w)
			return err
		}
		return a.withStore(ctx, db, func(s *graph.Store) error {
			n, err = s.Backup(ctx, w)
			return err
		})
	}
	err := error(nil)
	if file == "-" {
		err = write(a.out)
	} else {
		err = whole(file, write)
	}
	m.end()
	if err == nil && file != "-" {
		a.log.Info(fmt.Sprintf("%s in %s", count(int(n), "quad"), file))
	}
	return err
}

// fetchBackup asks a server for a backup, and checks it on its way to w.
func (a *app) fetchBackup(ctx context.Context, server string, w io.Writer) (int64, error) {
	u, err := url.Parse(server)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return 0, usagef("--server %q: an address such as http://127.0.0.1:8040 belongs there", server)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.JoinPath("v1", "backup").String(), nil)
	if err != nil {
		return 0, err
	}
	if token := a.getenv(tokenEnv); token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(res.Body, 1<<10)) // only for the message
		hint := ""
		if res.StatusCode == http.StatusUnauthorized {
			hint = " (put a token into " + tokenEnv + ")"
		}
		return 0, fmt.Errorf("%s answers %s%s: %s", server, res.Status, hint, strings.TrimSpace(string(said)))
	}
	n, err := graph.CheckBackup(ctx, io.TeeReader(res.Body, w))
	if err != nil {
		return n, fmt.Errorf("backup from %s: %w", server, err)
	}
	return n, nil
}
