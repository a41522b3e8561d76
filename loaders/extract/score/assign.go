package score

import "math"

// assign pairs rows with columns so that the sum of the weights is greatest, and
// gives the column of each row, or -1. Pairs of weight 0 are not made. It is the
// Hungarian algorithm with potentials, O(n³).
func assign(weight [][]int) []int {
	rows := len(weight)
	out := make([]int, rows)
	if rows == 0 {
		return out
	}
	n := max(rows, len(weight[0]))
	cost := func(i, j int) int { // of the square matrix, from 1
		if i <= rows && j <= len(weight[0]) {
			return -weight[i-1][j-1]
		}
		return 0
	}
	u, v := make([]int, n+1), make([]int, n+1)
	owner, way := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		owner[0] = i
		j0 := 0
		least, used := make([]int, n+1), make([]bool, n+1)
		for j := range least {
			least[j] = math.MaxInt
		}
		for owner[j0] != 0 {
			used[j0] = true
			delta, j1 := math.MaxInt, 0
			for j := 1; j <= n; j++ {
				if used[j] {
					continue
				}
				if c := cost(owner[j0], j) - u[owner[j0]] - v[j]; c < least[j] {
					least[j], way[j] = c, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[owner[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			j0 = j1
		}
		for j0 != 0 {
			owner[j0] = owner[way[j0]]
			j0 = way[j0]
		}
	}
	for i := range out {
		out[i] = -1
	}
	for j := 1; j <= n; j++ {
		if i := owner[j]; i <= rows && j <= len(weight[0]) && weight[i-1][j-1] > 0 {
			out[i-1] = j - 1
		}
	}
	return out
}
