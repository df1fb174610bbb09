package opc_test

import (
	"strings"
	"testing"

	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/opc/hostile"
)

// BenchmarkCheckXML reports the speed of the scan on table markup as Word writes it.
func BenchmarkCheckXML(b *testing.B) {
	cell := `<w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p w14:paraId="1A2B3C4D" w:rsidR="00AB12CD"><w:pPr><w:jc w:val="center"/></w:pPr>` +
		`<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="21"/></w:rPr><w:t>年度资金总额</w:t></w:r></w:p></w:tc>`
	text := []byte(hostile.Document("<w:tbl><w:tr>" + strings.Repeat(cell, 3000) + "</w:tr></w:tbl>"))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := opc.CheckXML(text, opc.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
