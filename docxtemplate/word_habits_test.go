package docxtemplate

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

const simple = `{"名称":"甲","金额":12.5,"b":true,"项目":{"金额":7,"金额2":8},"a":{"b":"AB"},"列表":[{"名称":"一"},{"名称":"二"}],"空值":null,"行":"x\ny\tz","危险":"<&>\"\u0001'","列":["子","丑"]}`

// run with properties
func rp(props, text string) string {
	return `<w:r><w:rPr>` + props + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// TestWordHabits fills templates with the marks that Word and its users leave.
func TestWordHabits(t *testing.T) {
	bm := `<w:bookmarkStart w:id="7" w:name="bm"/>`
	be := `<w:bookmarkEnd w:id="7"/>`
	tests := []struct{ name, body, text, has string }{
		{"split runs", dx.Runs("值{", "{名", "称}", "}。"), "值甲。", ""},
		{"value has the format of its name", "<w:p>" + rp("<w:b/>", "{{") + rp("<w:i/>", "名称") + rp("<w:u/>", "}}") + "</w:p>", "甲",
			`<w:p><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">甲</w:t></w:r></w:p>`},
		{"proofErr", `<w:p>` + dx.R("{{名") + `<w:proofErr w:type="spellStart"/>` + dx.R("称}}") + `<w:proofErr w:type="spellEnd"/></w:p>`, "甲", `</w:r><w:proofErr w:type="spellEnd"/></w:p>`},
		{"lastRenderedPageBreak", `<w:p><w:r><w:t>{{名</w:t><w:lastRenderedPageBreak/><w:t>称}}</w:t></w:r></w:p>`, "甲", ""},
		{"noBreakHyphen", `<w:p><w:r><w:t>{{名</w:t><w:noBreakHyphen/><w:t>称}}</w:t></w:r></w:p>`, "甲", ""},
		{"footnote stays", `<w:p>` + dx.R("{{名") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + dx.R("称}}后") + `</w:p>`, "甲后", `甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>`},
		{"comment range stays", `<w:p>` + dx.R("{{名") + `<w:commentRangeStart w:id="2"/>` + dx.R("称}}后") + `<w:commentRangeEnd w:id="2"/></w:p>`, "甲后", `甲</w:t></w:r><w:commentRangeStart w:id="2"/>`},
		{"permission stays", `<w:p>` + dx.R("{{名") + `<w:permStart w:id="2" w:edGrp="everyone"/>` + dx.R("称}}后") + `<w:permEnd w:id="2"/></w:p>`, "甲后", `甲</w:t></w:r><w:permStart w:id="2" w:edGrp="everyone"/>`},
		{"drawing stays", `<w:p>` + dx.R("{{名") + `<w:r><w:drawing><wp:inline/></w:drawing></w:r>` + dx.R("称}}") + `</w:p>`, "甲", "<w:drawing>"},
		{"autolink", `<w:p>` + dx.R("{{") + `<w:hyperlink r:id="rId9">` + dx.R("名称") + `</w:hyperlink>` + dx.R("}}") + `</w:p>`, "甲", "<w:hyperlink"},
		{"autocorrected dash", dx.P("{{如果 金额 – 2 > 1}}x{{结束}}"), "x", ""},
		{"、 for /", dx.P("{{#列表}}{{名称}}{{、列表}}"), "一二", ""},
		{"soft hyphen", `<w:p><w:r><w:t>{{名</w:t><w:softHyphen/><w:t>称}}</w:t></w:r></w:p>`, "甲", ""},
		{"bookmarks stay", `<w:p>` + dx.R("{{名") + bm + dx.R("称}}") + be + `</w:p>`, "甲", bm + be},
		{"smart tag", `<w:p>` + dx.R("{{名") + `<w:smartTag w:uri="u" w:element="e">` + dx.R("称}} x") + `</w:smartTag></w:p>`, "甲 x", "<w:smartTag"},
		{"hyperlink border", `<w:p>` + dx.R("见{{名称") + `<w:hyperlink w:anchor="a">` + dx.R("}}此") + `</w:hyperlink></w:p>`, "见甲此", "<w:hyperlink"},
		{"insertion", `<w:p>` + dx.R("{{名") + `<w:ins w:id="3" w:author="a">` + dx.R("称") + `</w:ins>` + dx.R("}}") + `</w:p>`, "甲", `<w:ins w:id="3" w:author="a">`},
		{"custom XML", `<w:p>` + dx.R("{{名") + `<w:customXml w:uri="u" w:element="e">` + dx.R("称}} x") + `</w:customXml></w:p>`, "甲 x", `<w:customXml w:uri="u" w:element="e"><w:r><w:t xml:space="preserve"> x</w:t></w:r></w:customXml>`},
		{"simple field", `<w:p>` + dx.R("{{名") + `<w:fldSimple w:instr=" TITLE ">` + dx.R("称}} x") + `</w:fldSimple></w:p>`, "甲 x", `<w:fldSimple w:instr=" TITLE "><w:r>`},
		{"control border", `<w:p>` + dx.R("{{名") + `<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>` + dx.R("称}} x") + `</w:sdtContent></w:sdt></w:p>`, "甲 x", `<w:sdtContent><w:r>`},
		{"moved here", `<w:p>` + dx.R("{{名") + `<w:moveTo w:id="3" w:author="a">` + dx.R("称}}") + `</w:moveTo></w:p>`, "甲", `<w:moveTo w:id="3" w:author="a">`},
		{"ends of ranges stay", `<w:p>` + dx.R("{{名") + `<w:commentRangeEnd w:id="2"/><w:permEnd w:id="2"/>` + dx.R("称}}后") + `</w:p>`, "甲后", `甲</w:t></w:r><w:commentRangeEnd w:id="2"/><w:permEnd w:id="2"/>`},
		{"endnote stays", `<w:p>` + dx.R("{{名") + `<w:r><w:endnoteReference w:id="2"/></w:r>` + dx.R("称}}后") + `</w:p>`, "甲后", `甲</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r>`},
		{"field code in two runs", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF {{名</w:instrText></w:r><w:r><w:instrText>称}} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, "", ` REF 甲</w:instrText>`},
		{"superscript by autocorrection", `<w:p>` + dx.R("{{a.") + rp(`<w:vertAlign w:val="superscript"/>`, "b") + dx.R("}}") + `</w:p>`, "AB", ""},
		{"deletion is no text", `<w:p>` + dx.R("{{名") + `<w:del w:id="3" w:author="a"><w:r><w:delText>{{旧</w:delText></w:r></w:del>` + dx.R("称}}") + `</w:p>`, "甲", "<w:delText>{{旧</w:delText>"},
		{"moved away is no text", `<w:p><w:moveFrom w:id="1" w:author="a">` + dx.R("{{旧}}") + `</w:moveFrom>` + dx.R("{{名称}}") + `</w:p>`, "{{旧}}甲", ""},
		{"inline control", `<w:p><w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>` + dx.R("{{名称}}") + `</w:sdtContent></w:sdt></w:p>`, "甲", "<w:sdt>"},
		{"full-width braces", dx.P("｛｛名称｝｝"), "甲", ""},
		{"mixed braces", dx.P("{｛名称}｝"), "甲", ""},
		{"small braces", dx.P("﹛﹛名称﹜﹜"), "甲", ""},
		{"one brace is text", dx.P("｛名称｝{x}"), "｛名称｝{x}", ""},
		{"full-width inside", dx.P("{{项目．金额}}{{项目。金额}}"), "77", ""},
		{"full-width digits", dx.P("{{项目.金额２}}"), "8", ""},
		{"full-width signs", dx.P("{{＃列表}}{{名称}}{{／列表}}"), "一二", ""},
		{"full-width comparison", dx.P("{{如果 金额 ＞ 10}}大{{结束}}"), "大", ""},
		{"≥", dx.P("{{如果 金额 ≥ 12.5}}大{{结束}}"), "大", ""},
		{"curly quotes", dx.P("{{如果 名称 == “甲”}}是{{结束}}"), "是", ""},
		{"corner quotes", dx.P("{{空值 | 默认:「无」}}"), "无", ""},
		{"single curly quotes", dx.P("{{如果 名称 == ‘甲’}}是{{结束}}{{空值 | 默认:’无’}}"), "是无", ""},
		{"two closing quotes", dx.P("{{如果 名称 == ”甲”}}是{{结束}}{{如果 名称 == ＂甲＂}}是{{结束}}"), "是是", ""},
		{"full-width punctuation", dx.P("{{？b}}是{{／}}{{金额 ｜ 小数：2 ｜ 默认：“x，y”}}{{＋名称}}{{！ 注}}"), "是12.50甲", ""},
		{"full-width call", dx.P("{{四舍五入（金额，0）}}{{如果 金额 ＝＝ 12.5 && 金额 ＜ 13}}是{{结束}}"), "13是", ""},
		{"≤ ≠", dx.P("{{如果 金额 ≤ 12.5 && 金额 ≠ 1}}是{{结束}}{{如果 金额 ！＝ 12.5}}否{{结束}}"), "是", ""},
		{"marks without width", dx.P("{{\ufeff名\u200c称\u200d}}{{名\u00ad称}}"), "甲甲", ""},
		{"spaces", dx.P("{{ 名称 }}{{\u00a0名称\u3000}}{{\u200b名称}}"), "甲甲甲", ""},
		{"tab and break", `<w:p><w:r><w:t>{{</w:t><w:tab/><w:t>名称</w:t><w:br/><w:t>}}</w:t></w:r></w:p>`, "甲", ""},
		{"case", dx.P("{{A.B}}{{Ａ.b}}"), "ABAB", ""},
		{"escaped", dx.P(`\{{名称}}`), "{{名称}}", ""},
		{"entities", dx.P("{{如果 金额 < 20 && b}}&<{{结束}}"), "&<", ""},
		{"breaks kept", dx.P("{{行}}"), "x⏎y→z", ""},
		{"escapes", dx.P("{{危险}}"), `<&>"'`, ""},
		{"blank", dx.P("[{{空值}}]"), "[]", ""},
		{"join", dx.P("{{列 | 连接:、}}"), "子、丑", ""},
		{"element itself", dx.P("{{循环 列}}{{.}};{{结束}}"), "子;丑;", ""},
		{"list of texts in rows", dx.Table(1, dx.Row("{{列}}")), "| 子 |\n| 丑 |", ""},
		{"comment goes", dx.P("a{{! 说明}}b") + dx.P("{{! 全段}}") + dx.P("c"), "ab\nc", ""},
		{"page break", dx.P("a{{分页}}b"), "a⇩b", ""},
		{"space is kept at a cut", `<w:p><w:r><w:t>a {{名称}}</w:t></w:r></w:p>`, "a 甲", `<w:t xml:space="preserve">a 甲</w:t>`},
		{"block control by tag", `<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath="/x" w:storeItemID="{1}"/><w:tag w:val="项目.金额"/></w:sdtPr><w:sdtContent>` + dx.P("点此输入") + `</w:sdtContent></w:sdt>`, "7", `<w:sdtPr><w:tag w:val="项目.金额"/></w:sdtPr>`},
		{"note in a control", `<w:sdt><w:sdtPr><w:tag w:val="名称"/></w:sdtPr><w:sdtContent>` + dx.P("{{! 注}}") + `</w:sdtContent></w:sdt>`, "甲", ""},
		{"note in an inline control", `<w:p><w:sdt><w:sdtPr><w:tag w:val="{{名称}}"/></w:sdtPr><w:sdtContent>` + dx.R("{{! 注}}") + `</w:sdtContent></w:sdt></w:p>`, "甲", "<w:p><w:sdt>"},
		{"inline control by tag", `<w:p>` + dx.R("x") + `<w:sdt><w:sdtPr><w:tag w:val="{{名称}}"/></w:sdtPr><w:sdtContent>` + rp("<w:b/>", "旧") + dx.R("旧") + `</w:sdtContent></w:sdt></w:p>`, "x甲", "<w:b/>"},
		{"cell control by tag", dx.Table(1, `<w:tr><w:sdt><w:sdtPr><w:tag w:val="列表.名称"/></w:sdtPr><w:sdtContent>`+dx.Cell("旧", "")+`</w:sdtContent></w:sdt></w:tr>`), "| 一 |\n| 二 |", ""},
		{"foreign control tag", `<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent>` + dx.P("不变{{名称}}") + `</w:sdtContent></w:sdt>`, "不变甲", ""},
		{"block bookmark stays", `<w:p>` + bm + dx.R("{{循环 列表}}") + be + `</w:p>` + dx.P("{{名称}}") + dx.P("{{结束}}"), "一\n二", bm + be + "<w:p>"},
		{"condition keeps last paragraph", dx.Table(1, dx.RowOf(`<w:tc><w:tcPr/>`+dx.P("{{如果 空值}}")+dx.P("x")+dx.P("{{结束}}")+`</w:tc>`)), "|  |", ""},
		{"section is kept", `<w:p><w:pPr><w:sectPr><w:pgSz w:w="1" w:h="1"/></w:sectPr></w:pPr>` + dx.R("{{如果 b}}") + `</w:p>` + dx.P("x") + dx.P("{{结束}}"), "\nx", "<w:sectPr>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			xml := dx.Part(fill(t, Config{}, dx.Doc{Body: tt.body}, simple), "word/document.xml")
			if got := dx.Show(xml); got != tt.text {
				t.Errorf("got  %q\nwant %q\n%s", got, tt.text, xml)
			}
			if !strings.Contains(xml, tt.has) {
				t.Errorf("no %s in\n%s", tt.has, xml)
			}
		})
	}
}
