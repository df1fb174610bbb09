package codec_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
)

// benchReport is a report with 60 indicators and some narrative.
func benchReport() *evalreport.Report {
	r := &evalreport.Report{Meta: evalreport.Meta{Unit: "甲市乙局", Year: 2023, Kind: evalreport.KindDepartment}}
	for range 30 {
		r.Duties.Narrative = append(r.Duties.Narrative, evalreport.Paragraph("贯彻执行国家有关方针政策，拟订全市规划并组织实施，负责行业管理和监督检查工作。"))
	}
	group := evalreport.IndicatorGroup{Name: "数量指标"}
	for range 60 {
		group.Items = append(group.Items, evalreport.Indicator{Name: "养护里程", Target: "≥100公里", Actual: "102公里", Weight: evalreport.MustScore("1.50"), Score: evalreport.MustScore("1.5")})
	}
	r.DepartmentSelfEvaluation.Indicators = []evalreport.IndicatorClass{{Name: "产出指标", Groups: []evalreport.IndicatorGroup{group}}}
	return r
}

func BenchmarkDecode(b *testing.B) {
	for _, f := range []struct {
		name   string
		encode func(io.Writer, any) error
	}{
		{"yaml", func(w io.Writer, v any) error { return codec.EncodeYAML(w, v) }},
		{"json", codec.EncodeJSON},
	} {
		var data bytes.Buffer
		if err := f.encode(&data, benchReport()); err != nil {
			b.Fatal(err)
		}
		b.Run(f.name, func(b *testing.B) {
			b.SetBytes(int64(data.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := codec.Decode(data.Bytes(), "r."+f.name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDerive(b *testing.B) {
	r := benchReport()
	b.ReportAllocs()
	for b.Loop() {
		evalreport.Derive(r, evalreport.Scheme{})
	}
}
