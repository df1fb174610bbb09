// Package pace states time limits of tests. A limit is meant for a plain build on a quiet machine; the race detector, and
// the tests of other packages that run beside it, make everything slower.
package pace

import "time"

// Limit is d, stretched by what the build costs.
func Limit(d time.Duration) time.Duration { return d * factor }

// Runs is how often to do something that is to be done n times in a plain build.
func Runs(n int) int { return max(1, n*2/factor) }
