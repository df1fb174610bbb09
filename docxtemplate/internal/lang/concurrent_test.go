package lang

import (
	"fmt"
	"sync"
	"testing"
)

// Expressions compiled at the same time keep their own operands.
func TestConcurrentParse(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 50 {
				scope := data{"金额": i*1000 + j, "预算": 1}
				tag, err := Parse("金额 - 预算", Options{})
				if err != nil {
					t.Error(err)
					return
				}
				got, err := tag.Expr.Eval(scope)
				if want := fmt.Sprint(i*1000 + j - 1); err != nil || fmt.Sprint(got) != want {
					t.Errorf("%v, %v, want %s", got, err, want)
					return
				}
			}
		})
	}
	wg.Wait()
}
