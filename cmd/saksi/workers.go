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
		cmd.Env = []string{} // a worker needs to know nothing of the environment
		return cmd
	})
	if err := pool.Warm(); err != nil {
		pool.Close()
		return nil, err
	}
	return pool, nil
}

// workerMemory is how much memory a query may use, in bytes.
const workerMemory = 256 << 20
