// Command saksi reads news and remembers who said what about whom, and when.
//
//	saksi load berita/*.txt
//	saksi ask "siapa menuduh Iran?"
//
// Each verb has a file of its own, which holds its flags, its help and the few
// lines that join the packages. Results go to standard output, all else to
// standard error.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	return newApp().run(ctx, args)
}
