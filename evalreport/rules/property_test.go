package rules

import (
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/internal/pace"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func seeded(seed uint64) source {
	r := rand.New(rand.NewPCG(seed, 1))
	return func(low, high int) int { return low + r.IntN(high-low+1) }
}

func runAll(r *evalreport.Report) []check.Finding {
	return check.Config{Scheme: DefaultScheme()}.Run(r, nil, All()...)
}

// figures are the paths of the numeric fields that are filled in.
func figures(r *evalreport.Report) (paths []string) {
	evalreport.Walk(r, func(f evalreport.Field) bool {
		switch p := f.Value.Addr().Interface().(type) {
		case *evalreport.Amount, *evalreport.Percent, *evalreport.Score, *evalreport.Count:
			if !p.(interface{ IsBlank() bool }).IsBlank() {
				paths = append(paths, f.Path)
			}
		}
		return true
	})
	return paths
}

// spoil changes the figure at path by more than any tolerance: by at least a unit and a hundredth of itself.
func spoil(t interface{ Fatalf(string, ...any) }, r *evalreport.Report, path string, up bool) {
	v, ok := evalreport.Lookup(r, path)
	if !ok {
		t.Fatalf("没有 %s", path)
	}
	d, _ := v.Addr().Interface().(interface {
		Decimal() (decimal.Decimal, bool)
	}).Decimal()
	delta := d.Abs().Div(decimal.NewFromInt(100)).Ceil().Add(decimal.NewFromInt(1))
	if !up && d.GreaterThan(delta) {
		delta = delta.Neg()
	}
	d = d.Add(delta)
	switch p := v.Addr().Interface().(type) {
	case *evalreport.Amount:
		*p = evalreport.NewAmount(d)
	case *evalreport.Percent:
		*p = evalreport.NewPercent(d)
	case *evalreport.Score:
		*p = evalreport.NewScore(d)
	case *evalreport.Count:
		*p = evalreport.NewCount(d.IntPart())
	}
}

// naming reports whether a finding names the figure at path, or the sum that it is part of.
func naming(findings []check.Finding, path string) bool {
	return slices.ContainsFunc(findings, func(f check.Finding) bool {
		return f.Path == path || slices.Contains(f.Related, path) || strings.HasPrefix(path, f.Path+".") && f.Path != ""
	})
}

func TestConsistentReportIsSilent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := consistent(func(low, high int) int { return rapid.IntRange(low, high).Draw(t, "n") }, 20)
		for _, f := range runAll(r) {
			t.Errorf("%s %s %s：%s", f.Severity, f.Rule, f.Path, f.Message)
		}
	})
}

func TestOneWrongFigureIsNamed(t *testing.T) {
	uncovered := uncoveredFields(t)
	rapid.Check(t, func(t *rapid.T) {
		r := consistent(seeded(rapid.Uint64().Draw(t, "seed")), 20)
		path := rapid.SampledFrom(figures(r)).Draw(t, "path")
		if uncovered[generic(path)] {
			t.Skip("没有规则看这个数")
		}
		spoil(t, r, path, rapid.Bool().Draw(t, "up"))
		if found := runAll(r); !naming(found, path) {
			t.Fatalf("改了 %s，没有一条提到它：%v", path, found)
		}
	})
}

// uncoveredFields spoils every figure of one report and returns the kinds of field that no rule notices, in general
// form: special_funds.funds[].saved.
func uncoveredFields(t *testing.T) map[string]bool {
	paths := figures(consistent(seeded(7), 9))
	seen, missed := map[string]bool{}, map[string]bool{}
	for _, path := range paths {
		for _, up := range []bool{true, false} {
			r := consistent(seeded(7), 9)
			spoil(t, r, path, up)
			if !naming(runAll(r), path) {
				missed[generic(path)] = true
			}
		}
		seen[generic(path)] = true
	}
	for path := range missed {
		t.Logf("没有规则看 %s", path)
	}
	share := 1 - float64(len(missed))/float64(len(seen))
	t.Logf("%d 种数字字段，%d 种有规则看，占 %.1f%%", len(seen), len(seen)-len(missed), share*100)
	if share < 0.9 {
		t.Errorf("有规则看的数字字段占 %.1f%%，应不少于 90%%", share*100)
	}
	return missed
}

// generic is a path without the numbers of list elements.
func generic(path string) string {
	var b strings.Builder
	in := false
	for _, c := range path {
		switch {
		case c == '[':
			in = true
			b.WriteRune(c)
		case c == ']':
			in = false
			b.WriteRune(c)
		case !in:
			b.WriteRune(c)
		}
	}
	return b.String()
}

func BenchmarkAllRules(b *testing.B) {
	r := fullReport()
	list := All()
	config := check.Config{Scheme: DefaultScheme()}
	b.ReportAllocs()
	for b.Loop() {
		if found := config.Run(r, nil, list...); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

// fullReport is a report with every section and form, 60 indicators and some ten thousand characters of
// running text, as long as published reports are.
func fullReport() *evalreport.Report {
	r := consistent(seeded(3), 60)
	v := reflect.ValueOf(r).Elem()
	for i := range v.NumField() {
		if s := v.Field(i).FieldByName; v.Field(i).Kind() == reflect.Struct {
			if n := s("Narrative"); n.IsValid() {
				text := v.Type().Field(i).Name + strings.Repeat("本年度按照计划推进各项工作，落实财政资金管理要求，完成了年初确定的目标，效果良好。", 5)
				n.Set(reflect.ValueOf(evalreport.Paragraphs(text, text+"二")))
			}
		}
	}
	r.Benefits.Ecological.Narrative = nil
	return r
}

// TestFlatMemory checks many reports in one process: what one run leaves behind is collected before the next.
func TestFlatMemory(t *testing.T) {
	r := fullReport()
	config := check.Config{Scheme: DefaultScheme()}
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	config.Run(r, nil, All()...)
	before := heap()
	for range pace.Runs(10_000) {
		config.Run(r, nil, All()...)
	}
	if after := heap(); after > before+1<<20 {
		t.Errorf("检查一万次之后多占 %d 字节", after-before)
	}
}

// TestConcurrentRuns checks one report from several goroutines: rules keep no state between runs.
func TestConcurrentRuns(t *testing.T) {
	r := fullReport()
	spoil(t, r, "basic_expenditure.final", true)
	want := len(runAll(r))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got := len(runAll(r)); got != want || want == 0 {
					t.Errorf("找到 %d 处，应为 %d 处", got, want)
				}
			}
		})
	}
	wg.Wait()
}
