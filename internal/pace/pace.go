// Package pace states time limits of tests. A limit is meant for a plain build on a quiet machine; the race detector, and
// the tests of other packages that run beside it, make everything slower.
package pace

import "time"

// Limit is d, stretched by what the build costs.
func Limit(d time.Duration) time.Duration { return d * factor }
