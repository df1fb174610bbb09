package rules

import (
	"os"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/check/checktest"
	"github.com/evalreport/go/evalreport/extract"
)

// catalogued is how many rules the catalogue has; an id is never reused.
const catalogued = 109

func TestCatalogueIsComplete(t *testing.T) {
	runs := 0
	for _, r := range All() {
		if r.Title == "" || r.Doc == "" || r.Formula == "" || r.Basis == "" || r.Group == "" {
			t.Errorf("%s 缺标题、说明、公式、依据或组别：%+v", r.ID, r)
		}
		if strings.Contains(r.Basis, "条") && strings.Contains(r.Basis, "第") {
			t.Errorf("%s 的依据写了条款号：%s", r.ID, r.Basis)
		}
		if r.Run != nil {
			runs++
		} else if !catalogue().prose[r.ID] {
			t.Errorf("%s 既没有公式，也没有程序，也不是叙述规则", r.ID)
		}
	}
	if len(All()) != catalogued {
		t.Errorf("目录有 %d 条，应为 %d 条", len(All()), catalogued)
	}
	t.Logf("%d 条规则，%d 条看数据，其余看叙述", len(All()), runs)
}

// TestCases refuses a rule without a case that fires and one that is silent.
func TestCases(t *testing.T) {
	config := check.Config{Scheme: DefaultScheme()}
	checktest.Run(t, os.DirFS("testdata"), config, All(), func(r *evalreport.Report, o evalreport.Origins) check.Claims { return extract.ProseOf(r, o) })
}
