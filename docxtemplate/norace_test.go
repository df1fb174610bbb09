//go:build !race

package docxtemplate

// raced tells tests of time and memory that the race detector is on.
const raced = false
