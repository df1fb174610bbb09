package docxtemplate

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/evalreport/go/internal/opc/hostile"
)

// TestHostileFiles compiles and fills every hostile file: in bounded time and
// memory it fills, or is refused with a sentence.
func TestHostileFiles(t *testing.T) {
	for _, c := range hostile.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			data := c.Data()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			var out bytes.Buffer
			tpl, err := Compile(bytes.NewReader(data), int64(len(data)))
			if err == nil {
				err = tpl.Execute(&out, map[string]any{"金额": "7 < 8"})
			}
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 256<<20 {
				t.Errorf("allocated %d MiB", used>>20)
			}
			if took > hostileTime {
				t.Errorf("took %v", took)
			}
			t.Logf("%v, %d MiB: %.200v", took, (after.TotalAlloc-before.TotalAlloc)>>20, err)
			if err != nil {
				if !strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
					t.Errorf("no sentence: %q", err)
				}
				return
			}
			if c.Code != "" && !c.Late {
				t.Errorf("filled, though opening it should fail with %s", c.Code)
			}
			if again, err := Compile(bytes.NewReader(out.Bytes()), int64(out.Len())); err != nil {
				t.Errorf("what it gave cannot be read: %v", err)
			} else if len(again.Tags()) > 0 {
				t.Errorf("tags are left: %v", again.Tags())
			}
		})
	}
}

// hostileTime leaves room for a machine that does other things as well.
const hostileTime = 5 * time.Second
