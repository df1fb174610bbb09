package rules

import (
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// The groups of the catalogue.
const (
	groupA = "A 收支总额与构成"
	groupB = "B 三公经费"
	groupC = "C 比率"
	groupD = "D 分值与得分"
	groupE = "E 计数与清单"
	groupF = "F 日期与年度"
	groupG = "G 单位与数字格式"
	groupH = "H 叙述与表、目标与结果"
)

var (
	zero    = evalreport.Number{}
	one     = evalreport.NewNumber(1, 0)
	twenty  = evalreport.NewNumber(20, 0)
	hundred = evalreport.NewNumber(100, 0)
)

// scoreField picks a figure of a row.
type scoreField = func(*item) evalreport.Score

// coded are the rules that are programs.
var coded = []*check.Rule{
	r016, r018, r019,
	r030, r031, r032, r033, r034, r035, r036, r037, r038, r039, r040, r041, r044, r045, r046, r047, r048,
	r050, r051, r052, r053, r054, r055, r056, r057, r058, r059, r060, r061, r062, r063, r064, r065, r066, r067, r068, r069,
	r071, r072, r073, r076, r077,
	r080, r081, r082, r083, r084, r085, r086, r087,
	r101, r102, r103, r104, r106, r107, r108, r109, r110, r111, r112, r113, r114, r115, r116,
	r090, r091, r092, r094, r095, r096, r097,
}
