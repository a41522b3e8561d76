package main

import (
	"fmt"
	"os"
	"os/exec"

	"saksi/graph/gizmo"
)

// workers are processes of this same program that run queries, and may die of them.
func workers(n int) (*gizmo.Pool, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("query workers: %w", err)
	}
	pool := gizmo.NewPool(n, gizmo.Limits{}, func() *exec.Cmd {
		cmd := exec.Command(self, "serve", "--gizmo-worker")
		cmd.Stderr = nil
		cmd.Env = workerEnv()
		return cmd
	})
	if err := pool.Warm(); err != nil {
		pool.Close()
		return nil, err
	}
	return pool, nil
}

// workerEnv is all that a worker gets to know of the environment: where programs lie,
// and the folders of caches, without which each start would take a second longer.
func workerEnv() (env []string) {
	for _, name := range []string{"PATH", "HOME", "XDG_CACHE_HOME", "LocalAppData", "TMPDIR"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return env
}

// workerMemory is how much memory a query may use, in bytes.
const workerMemory = 256 << 20
