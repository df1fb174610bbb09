package docxtemplate

import (
	"encoding/json"
	"io"
	"reflect"
	"testing"

	"github.com/evalreport/go/internal/wml"

	dx "github.com/evalreport/go/internal/docxtest"
)

// renderPart renders the XML of one part without a package around it.
func renderPart(src []byte, data any, missing Missing) ([]byte, error) {
	c, err := newCompiler(Config{Missing: missing})
	if err != nil {
		return nil, err
	}
	s, err := scan("word/document.xml", src, scanOptions{open: "{{"})
	if err != nil {
		return nil, err
	}
	l := newLayout(c, s)
	if l == nil || len(c.errs) > 0 {
		return src, c.errs.err()
	}
	t := &Template{names: map[string]bool{}}
	l.collectNames(t.names)
	v := addressable(data)
	_, root := t.shapeFor(v)
	p := c.makeProgram([]*layout{l}, root)
	if len(c.errs) > 0 {
		return nil, c.errs.err()
	}
	r := runs.Get().(*run)
	defer r.release()
	r.start(t, p, io.Discard, v)
	r.buf, r.flushed, r.quiet = r.buf[:0], 0, 1
	err = r.all(p.parts[l.name])
	return append([]byte(nil), r.buf...), err
}

func wellFormedXML(b []byte) error {
	s := wml.NewScanner(b, 0)
	for s.Next() {
	}
	return s.Err()
}

// FuzzCompile: what is well-formed and compiles gives well-formed output.
func FuzzCompile(f *testing.F) {
	const ns = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	for _, body := range []string{
		dx.Runs("值{", "{名", "称}", "}。"), dx.P("有{{循环 专项}}{{名称}}、{{结束}}等"), dx.Runs("是{{如果 假}}甲{{否", "则}}乙", "{{结束}}"),
		dx.P("{{循环 专项}}") + dx.P("{{序号}}、{{名称}}") + dx.P("{{结束}}"), dx.P("{{如果 假}}甲{{结束}}"),
		dx.Table(4, dx.Row("{{一级.名称}}", "{{一级.二级.名称}}", "{{一级.二级.三级.指标}}{{合并}}", "{{保留空行}}")),
		dx.Table(1, dx.Row("{{循环 专项}}"), dx.Row("{{名称}}"), dx.Row("{{否则}}"), dx.Row("{{结束}}")),
		dx.Table(2, dx.Row("{{#专项}}{{名称}}", "{{金额}}{{/专项}}")),
		dx.Table(2, dx.RowOf(dx.Cell("明细", `<w:vMerge w:val="restart"/>`), dx.Cell("{{专项.名称}}", "")), dx.RowOf(dx.Cell("", `<w:vMerge/>`), dx.Cell("小计", ""))),
		`<w:sdt><w:sdtPr><w:tag w:val="单位"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + dx.P("点此") + `</w:sdtContent></w:sdt>`,
		`<w:p><w:hyperlink w:anchor="{{单位}}">` + dx.R("{{循环 专项}}") + `</w:hyperlink>` + dx.R("x{{结束}}") + `</w:p>`,
		`<w:p>` + dx.R("{{#专项}}x") + `<w:ins w:id="1">` + dx.R("{{名称}}{{/}}y") + `</w:ins></w:p>`,
	} {
		f.Add([]byte(ns + body + "</w:body></w:document>"))
	}
	var data any
	if err := json.Unmarshal([]byte(nested), &data); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<16 {
			return
		}
		for _, missing := range []Missing{MissingError, MissingBlank, MissingKeep} {
			out, err := renderPart(src, data, missing)
			if err != nil {
				continue
			}
			if err := wellFormedXML(out); err != nil {
				t.Fatalf("%v\nfrom %s\ngot  %s", err, src, out)
			}
			again, err := renderPart(src, data, missing)
			if err != nil || !reflect.DeepEqual(out, again) {
				t.Fatalf("a second run differs: %v", err)
			}
		}
	})
}
