//go:build !race

package pace

const factor = 2
