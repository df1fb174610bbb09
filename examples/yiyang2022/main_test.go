package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/internal/document"
)

// rendered is the document that the example writes, read back.
func rendered(t *testing.T) *document.Document {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	doc, err := document.ReadDocx(bytes.NewReader(b.Bytes()), int64(b.Len()), document.Options{Verbatim: true})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// cells prints each cell of a table as row, column, rows × columns, text.
func cells(t *document.Table) string {
	return t.Grid.Shadow("")
}

// grid writes the wanted cells: a line for each row, cells separated by |, each "text" or "text@rows×columns".
func grid(rows string) string {
	var b strings.Builder
	taken := map[[2]int]bool{}
	for r, line := range strings.Split(strings.TrimSpace(rows), "\n") {
		col := 0
		for _, cell := range strings.Split(line, "|") {
			text, span, _ := strings.Cut(cell, "@")
			down, across := 1, 1
			if span != "" {
				fmt.Sscanf(span, "%dx%d", &down, &across)
			}
			for taken[[2]int{r, col}] {
				col++
			}
			for y := range down {
				for x := range across {
					taken[[2]int{r + y, col + x}] = true
				}
			}
			fmt.Fprintf(&b, "R%d C%d %dx%d %s\n", r+1, col+1, down, across, text)
		}
	}
	return b.String()
}

// TestBasicData asserts every cell of 部门整体支出绩效评价基础数据表 at its place.
func TestBasicData(t *testing.T) {
	tables := document.Tables(rendered(t).Blocks)
	if len(tables) != 2 {
		t.Fatalf("%d tables, want the two forms", len(tables))
	}
	want := grid(`
财政供养人员情况（人）@2x1|编制数@1x2|2022年实际在职人数@1x2|控制率@1x2
93@1x2|107(含派驻纪检组及划归离退休中心管理人员计16人）@1x2|98%@1x2
经费控制情况（万元）|2021年决算数@1x2|2022年预算数（调整）@1x2|2022年决算数@1x2
支出总额|3304.06@1x2|3708.44@1x2|3708.44@1x2
基本支出|2299.50@1x2|2858.4@1x2|2858.4@1x2
    其中：公用经费|302.58@1x2|318.19@1x2|318.19@1x2
项目支出|1004.56@1x2|850.04@1x2|850.04@1x2
    其中：1、运行维护经费|267.71@1x2|182.72@1x2|182.72@1x2
          2、专项资金⏎（一个项目一行）|736.85@1x2|667.32@1x2|667.32@1x2
新兴优势产业链工作专项经费|26.49@1x2|73.87@1x2|73.87@1x2
无线电管理经费（中央财政补助资金）|129.89@1x2|137.74@1x2|137.74@1x2
工业企业自愿性清洁生产第三方审核费|@1x2|154.81@1x2|154.81@1x2
创文基础设施提质改造专项|@1x2|200@1x2|200@1x2
税收增量奖补资金|@1x2|69.9@1x2|69.9@1x2
防疫经费|@1x2|31@1x2|31@1x2
三公经费|34.13@1x2|29.33@1x2|29.33@1x2
   1、公务用车购置和维护经费|26.08@1x2|25.67@1x2|25.67@1x2
       其中：公车购置|@1x2|0@1x2|0@1x2
             公车运行维护|26.08@1x2|25.67@1x2|25.67@1x2
   2、出国经费|0@1x2|0@1x2|0@1x2
   3、公务接待|8.05@1x2|3.66@1x2|3.66@1x2
政府采购金额|179.11@1x2|118.36@1x2|118.36@1x2
楼堂馆所控制情况⏎（2022年完工项目）@2x1|批复规模⏎（㎡）|实际规模（㎡）|规模控制率|预算投资⏎（万元）|实际投资（万元）|投资概算控制率
|||||
厉行节约保障措施|坚持过紧日子，细化预算编制，从严控制会议、培训、差旅和公务接待支出。@1x6
`)
	if diff := cmp.Diff(trimmed(want), trimmed(cells(tables[0]))); diff != "" {
		t.Errorf("基础数据表 (-want +got):\n%s", diff)
	}
}

// TestSelfEvaluation asserts every cell of 部门整体支出绩效自评表 at its place.
func TestSelfEvaluation(t *testing.T) {
	tables := document.Tables(rendered(t).Blocks)
	if len(tables) != 2 {
		t.Fatalf("%d tables, want the two forms", len(tables))
	}
	want := grid(`
预算部门|益阳市工业和信息化局@1x8
年度预算申请⏎（万元）@7x1|@1x2|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额@1x2|1580.47|3708.44|3708.44|10|100%|10
按收入性质分：@1x4|按支出性质分：@1x4
其中：  一般公共预算：3681.22@1x4|其中：基本支出：2858.4@1x4
政府性基金拨款：@1x4|项目支出：850.04@1x4
纳入专户管理的非税收入拨款：@1x4|@1x4
其他资金：27.22@1x4|@1x4
年度总体目标@2x1|预期目标@1x4|实际完成情况@1x4
1.保障局本级和二级单位正常运转，在职人员控制率不超过100%，三公经费控制率低于100%；⏎2.完成市委经济工作会议和政府工作报告确定的任务；⏎3.工业经济保持稳定增长。@1x4|机关和二级单位运转有序。规模以上工业增加值增长6.8%，规模以下工业增加值增长5.3%，工业投资增长28.5%；获得省级真抓实干表彰6项、市级5项。@1x4
绩⏎效⏎指⏎标@27x1|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标⏎（50分）@15x1|数量指标⏎（10分）@3x1|规模以上工业增加值|≥全省平均水平|6.8%|4|3|加强工业运行调度，确保目标任务完成。
工业投资增速|≥全省平均水平|28.5%|3|3|
净增规模工业企业数量|100家|113家|3|3|
质量指标⏎（20分）@5x1|资金使用合规性|合规|合规|4|4|
管理制度健全性|完善|完善|4|4|
依法执政与政务服务成效|显著|显著|4|4|
园区高质量发展水平|不断提高|不断提高|4|4|
离退休人员管理和服务工作效果|离退休人员生活质量得到提高|离退休人员生活质量得到提高|4|4|
时效指标⏎（10分）@3x1|主要工作按计划完成程度|按年度计划完满完成|按年度计划完满完成|4|4|
项目资金及时拨付使用|按年度计划及时拨付|按年度计划及时拨付|3|3|
政务信息公开及时性|按要求及时公开|按要求及时公开|3|3|
成本指标⏎（10分）@4x1|在职人员控制率|≤100%|98%|2|2|
政府采购执行率|100%|100%|2|2|
公用经费控制率|<100%|98%|3|3|
“三公经费”控制率|<100%|46.97%|3|3|
效益指标⏎（40分）@11x1|经济效益指标（10分）@2x1|主要经济指标完成情况|按年度计划完满完成|超额完成|5|5|
工业经济对全市财税收入支撑|不断提高|不断提高|5|5|
社会效益指标（10分）@3x1|疫情防控应急物资保障情况|形成公共卫生应急物资保障体系|形成公共卫生应急物资保障体系|4|4|
中小企业公务服务体系|不断完善|不断完善|3|3|
无线电管理对社会安全保障的推动作用|效果明显|效果明显|3|3|
生态效益指标（10分）@2x1|工业领域生态环境保护|不断加强|不断加强|5|5|
企业节能减排|不断加强|不断加强|5|5|
可持续影响指标（5分）@2x1|廉政建设情况|推动部门高效稳定运转|推动部门高效稳定运转|2|2|
营商环境|不断优化|不断优化|3|3|
服务对象满意度指标（5分）@2x1|社会群众满意度|≥90%|98%|2|2|
服务企业满意度|≥90%|98%|3|3|
总分@1x6|100|99|
`)
	if diff := cmp.Diff(trimmed(want), trimmed(cells(tables[1]))); diff != "" {
		t.Errorf("自评表 (-want +got):\n%s", diff)
	}
}

// trimmed drops white space at the ends of lines and around texts: how a label is indented is the form's own test.
func trimmed(s string) string {
	var lines []string
	for _, line := range strings.Split(s, "\n") {
		f := strings.SplitN(line, " ", 4)
		if len(f) == 4 {
			f[3] = strings.TrimSpace(f[3])
		}
		lines = append(lines, strings.TrimSpace(strings.Join(f, " ")))
	}
	return strings.Join(lines, "\n")
}

// TestNarrative asserts the order of what stands outside the forms.
func TestNarrative(t *testing.T) {
	var texts []string
	for _, p := range document.Paragraphs(rendered(t).Blocks) {
		if p.Text != "" {
			texts = append(texts, p.Text)
		}
	}
	all := strings.Join(texts, "\n")
	at := 0
	for _, want := range []string{
		"2022年度益阳市工业和信息化局\n部门整体支出绩效自评报告",
		"一、基本情况", "（一）部门职能", "（二）部门机构设置", "（三）部门人员编制",
		"二、一般公共预算支出情况", "3708.44万元", "2858.4万元，占77.08%", "（一）基本支出情况", "1776.59万元",
		"（二）“三公”经费情况", "29.33万元", "（三）项目支出情况", "546.86万元",
		"三、政府性基金预算支出情况\n本单位无政府性基金预算支出。", "四、国有资本经营预算支出情况", "五、社会保险基金预算支出情况",
		"六、部门整体支出绩效情况", "99分", "“优”", "七、存在的问题及原因分析", "八、下一步改进措施",
		"九、部门整体支出绩效自评结果拟应用和公开情况",
		"附件：1. 2022年度部门整体支出绩效评价基础数据表", "2. 2022年度部门整体支出绩效自评表",
		"益阳市工业和信息化局\n2023年3月20日",
		"附件1\n2022年度部门整体支出绩效评价基础数据表", "说明：“公用经费”填报", "填报日期：2023.3.20",
		"附件2\n2022年度部门整体支出绩效自评表",
	} {
		i := strings.Index(all[at:], want)
		if i < 0 {
			t.Fatalf("%q does not follow in:\n%s", want, all[at:])
		}
		at += i + len(want)
	}
	if strings.Contains(all, "{{") {
		t.Error("a tag is left in the text")
	}
}
