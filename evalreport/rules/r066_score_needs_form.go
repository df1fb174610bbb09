package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r066 = &check.Rule{
	ID: "R66", Title: "得分应有评分表支撑", Group: groupD, Severity: check.Warning,
	Formula: "写明得分 ⇒ 附有评分表",
	Doc:     "写了得分却没有附自评表或指标体系评分表的，得分无从核对。",
	Basis:   "绩效自评报告应附自评表",
	Run: func(p *check.Pass) {
		if p.Report.Result.Score.IsBlank() || len(sheets.Of(p)) > 0 || slices.ContainsFunc(narrative.Of(p).tables, table.scores) {
			return
		}
		p.Found(check.Finding{Severity: check.Warning, Path: "result.score", Reported: p.Report.Result.Score.String(), Expected: "附评分表",
			Message: fmt.Sprintf("自评得分 %s 分，没有附评分表。请附上绩效自评表或指标体系评分表。", p.Report.Result.Score)})
	},
}

// scores reports whether a printed table is of weights and scores, though its form is not known.
func (t table) scores() bool {
	weight, score := false, false
	for _, row := range t.rows {
		for _, cell := range row {
			weight = weight || strings.Contains(cell, "分值") || strings.Contains(cell, "权重") || strings.Contains(cell, "满分")
			score = score || strings.Contains(cell, "得分") || strings.Contains(cell, "自评") || strings.Contains(cell, "实得")
		}
	}
	return weight && score
}
