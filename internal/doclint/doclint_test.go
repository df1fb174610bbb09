package doclint

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestCheck breaks a document in one way at a time.
func TestCheck(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"good", dx.Table(2, dx.Row("a", "b")) + dx.P(""), ""},
		{"ends with a table", dx.Table(1, dx.Row("a")), "BODY_END"},
		{"empty table", dx.Table(1) + dx.P(""), "TABLE_EMPTY"},
		{"row without cells", dx.Table(1, "<w:tr/>") + dx.P(""), "ROW_EMPTY"},
		{"wide row", dx.Table(1, dx.Row("a", "b")) + dx.P(""), "ROW_WIDTH"},
		{"cell without paragraph", dx.Table(1, "<w:tr><w:tc/></w:tr>") + dx.P(""), "CELL_END"},
		{"merge of nothing", dx.Table(1, dx.RowOf(dx.Cell("a", "<w:vMerge/>"))) + dx.P(""), "VMERGE"},
		{"text astray", "x" + dx.P(""), "TEXT"},
		{"run astray", dx.R("x") + dx.P(""), "RUN "},
		{"run astray in a control", `<w:sdt><w:sdtContent>` + dx.R("x") + `</w:sdtContent></w:sdt>` + dx.P(""), "RUN "},
		{"inline control", `<w:p><w:sdt><w:sdtContent>` + dx.R("x") + `</w:sdtContent></w:sdt></w:p>`, ""},
		{"no relationship", `<w:p><w:hyperlink r:id="rId99">` + dx.R("x") + `</w:hyperlink></w:p>`, "RID"},
		{"bookmark twice", strings.Repeat(`<w:p><w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/></w:p>`, 2), "ID_DUP"},
		{"bookmark open", `<w:p><w:bookmarkStart w:id="1" w:name="b"/></w:p>`, "BOOKMARK"},
		{"comment open", `<w:p><w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>`, "COMMENT"},
		{"comment without reference", `<w:p><w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/></w:p>`, "COMMENT"},
		{"comment on a point", `<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>`, ""},
		{"drawing twice", strings.Repeat(`<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a"/></wp:inline></w:drawing></w:r></w:p>`, 2), "ID_DUP"},
		{"paragraph twice", strings.Repeat(`<w:p w14:paraId="00000001"/>`, 2), "ID_DUP"},
		{"paragraph id too large", `<w:p w14:paraId="80000001"/>`, "PARAID"},
		{"revision twice", strings.Repeat(`<w:p><w:ins w:id="4" w:author="a"/></w:p>`, 2), "ID_DUP"},
		{"not well-formed", "<w:p>", "XML"},
	} {
		got := strings.Join(Check(dx.Doc{Body: tt.body}.Bytes()), "\n")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %q, want %s", tt.name, got, tt.want)
		}
	}
	if got := Check([]byte("x")); len(got) != 1 || !strings.HasPrefix(got[0], "ZIP") {
		t.Errorf("no zip: %v", got)
	}
}
