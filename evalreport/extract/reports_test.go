package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract"
)

// A report in other words, with other numbering and other levels than those that the vocabulary was written by.
const waterReport = `发布时间：2025-03-02 10:11 来源：某县水利局 字号：大 中 小
某县水利局2024年度部门整体支出绩效自评报告
第一部分 部门概况
一、主要职责
1．负责全县水利规划的编制和实施。
2．负责水库、河道的管理。
二、机构设置及人员构成
本单位内设机构3个：办公室、财务股、工程股。下属事业单位2个：河道管理所、水库管理站。年末核定编制30名，在职28人，退休12人。
第二部分 收支情况
2024年收入总计１２５０．６０万元，其中：财政拨款收入1200.00万元，其他收入50.60万元。2024年支出总计1250.60万元，其中：基本支出650.60万元，占52.02%，项目支出600万元，占47.98%。
1、基本支出情况
2024年基本支出年初预算600万元，年中追加50.60万元，全年支出650.60万元。按经济科目划分：工资福利支出500万元，商品和服务支出100.60万元，对个人和家庭的补助50万元。
2、三公经费情况
2024年“三公”经费预算10万元，其中：公务接待费4万元，公务用车运行维护费6万元，因公出国（境）费0万元。
第三部分 综合评价结论
经自评，综合得分96.5分，其中预算执行率得分10分、产出指标得分48.5分、效益指标得分38分，评价等级为“优”。
第四部分 河长制专章
这一部分是本县自己加的。
第五部分 存在的问题
一是预算编制不细。
二是项目进度偏慢。
第六部分 下一步打算
（一）细化预算。按项目逐项测算。
（二）加快进度。按月通报。
附件：1.2024年度部门整体支出绩效自评表
某县水利局
2025年2月28日
`

func TestReportInOtherWords(t *testing.T) {
	got := extract.Opened(t, []byte(waterReport))
	for path, want := range map[string]string{
		"meta.unit": "某县水利局", "meta.year": "2024", "meta.kind": "部门整体", "meta.date": "2025年2月28日", "meta.signature": "某县水利局",
		"duties.items[1]":             "负责水库、河道的管理。",
		"organisation.internal_count": "3", "organisation.internal[2]": "工程股", "organisation.affiliated_count": "2", "organisation.affiliated[0]": "河道管理所",
		"staffing.quota": "30", "staffing.on_duty": "28", "staffing.retired": "12",
		"income_expenditure.income.total.final": "1250.60", "income_expenditure.income.fiscal.final": "1200.00", "income_expenditure.income.other.final": "50.60",
		"income_expenditure.expenditure.total.final": "1250.60", "income_expenditure.expenditure.basic.share": "52.02%", "income_expenditure.expenditure.project.final": "600",
		"basic_expenditure.initial": "600", "basic_expenditure.adjustment": "50.60", "basic_expenditure.by_class[1].final": "100.60",
		"three_public.total.budget": "10", "three_public.vehicle_operation.budget": "6", "three_public.abroad.budget": "0", "three_public.total.final": "",
		"result.score": "96.5", "result.execution": "10", "result.output": "48.5", "result.benefit": "38", "result.grade": "优",
		"problems.items[1]": "项目进度偏慢。", "actions.items[0]": "细化预算。按项目逐项测算。",
		"free[0].heading": "第四部分 河长制专章", "attachments[0].title": "2024年度部门整体支出绩效自评表",
	} {
		v, ok := evalreport.Lookup(got.Report, path)
		have := ""
		if ok && !v.IsZero() {
			have = fmt.Sprint(v.Interface())
		}
		if have != want {
			t.Errorf("%s is %q, want %q", path, have, want)
		}
	}
	for _, u := range got.Unread {
		t.Logf("unread %s: %s %s", u.Text, u.Reason, u.Place)
	}
	if want := dense(waterReport[strings.Index(waterReport, "\n")+1:]); dense(printed(got.Report)) != want {
		t.Errorf("text is %s", dense(printed(got.Report)))
	}
	if len(got.Residue) != 1 || !strings.Contains(got.Residue[0].Text, "发布时间") {
		t.Errorf("residue %+v", got.Residue)
	}
	if !hasUnread(got, "河长制专章") {
		t.Errorf("the chapter that nobody knows is not listed: %+v", got.Unread)
	}
}

func hasUnread(r *extract.Result, words string) bool {
	for _, u := range r.Unread {
		if strings.Contains(u.Text, words) {
			return true
		}
	}
	return false
}

func TestSummarySaysWhatWasNotRead(t *testing.T) {
	got := extract.Opened(t, []byte(waterReport))
	var b strings.Builder
	if err := got.WriteHeader(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# 由“报告.txt”读入", "没有读懂", "河长制专章", "略去 1 处", "第1行第1列"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the summary lacks %q:\n%s", want, b.String())
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(b.String()), "\n") {
		if !strings.HasPrefix(line, "#") {
			t.Errorf("line %q is no comment", line)
		}
	}
}

// TestProjectReports: a report on a project tells of its money wherever it begins.
func TestProjectReports(t *testing.T) {
	const title = "2023年度某市水利工程建设项目绩效自评报告\n"
	for name, c := range map[string]struct {
		text string
		want map[string]string
	}{
		"what one level gave": {"一、绩效目标分解下达情况\n（一）上级下达资金8940万元，其中中央资金7152万元、省级资金1788万元。\n（二）县级安排资金2235万元。\n", map[string]string{
			"special_funds.budget": "", "goals.tasks[0]": ""}},
		"projects are no sources": {"一、专项资金情况\n县级年初预算项目2个，预算资金300万元，分别为：企业改造奖补资金（县级）200万元、中小企业服务资金（县级）100万元。\n", map[string]string{
			"special_funds.funds[0].name": "", "special_funds.groups[0].amount": "300", "special_funds.groups[0].projects[1].amount": "100"}},
		"why a target was missed": {"一、偏离绩效目标的原因\n特困人员目标2600人，实际2500人，完成率96.15%，原因是自然减员。\n", map[string]string{
			"goals.targets[0].actual": "2500人", "goals.targets[1].name": ""}},
		"a score for each project": {"一、甲项目\n自评得分96分。\n二、乙项目\n自评得分100分。\n", map[string]string{
			"result.score": ""}},
		"so many points of so many": {"一、绩效自评结果\n自评得分97.8分。其中预算执行10分中得9.8分，产出50分中得49分。\n", map[string]string{
			"result.score": "97.8", "result.execution": "9.8", "result.output": "49", "result.items[0].name": ""}},
		"in the overview": {"一、项目基本情况\n项目经费预算124万元，全年实际支出101.84万元。项目概算总投资3150万元。\n", map[string]string{
			"special_funds.budget": "124", "special_funds.executed": "101.84", "special_funds.initial": ""}},
		"where the money is handed down": {"一、绩效目标分解下达情况\n（一）中央下达预算和绩效目标情况\n2023年收到项目资金共1206万元，其中：中央资金730万元，省级资金306万元，市级资金170万元。\n", map[string]string{
			"special_funds.arrived": "1206", "special_funds.funds[0].name": "中央资金", "special_funds.funds[2].arrived": "170"}},
		"by headings of another outline": {"一、项目概况\n（一）资金筹措\n全年到位资金800万元。\n二、效果情况分析\n群众满意。\n三、评分\n自评得分95分。\n", map[string]string{
			"special_funds.arrived": "800", "benefits.narrative[0].text": "群众满意。", "result.score": "95"}},
	} {
		t.Run(name, func(t *testing.T) { wantFields(t, extract.Opened(t, []byte(title+c.text)), c.want) })
	}
}

// TestReportsOfManyHands: what a text says is read where it belongs, whoever writes it.
func TestReportsOfManyHands(t *testing.T) {
	const title = "2023年度某市某局部门整体支出绩效自评报告\n"
	for name, c := range map[string]struct {
		text string
		want map[string]string
	}{
		"one fund after another": {"一、专项资金情况\n堤防维修补助资金全年预算1500.00万元，实际支出1485.00万元，预算执行率99.00%；河道清淤专项经费全年预算270.00万元，实际支出270.00万元，预算执行率100%。\n", map[string]string{
			"special_funds.funds[0].name": "堤防维修补助资金", "special_funds.funds[0].budget": "1500.00", "special_funds.funds[0].executed": "1485.00", "special_funds.funds[0].execution_rate": "99.00%",
			"special_funds.funds[1].name": "河道清淤专项经费", "special_funds.funds[1].execution_rate": "100%", "special_funds.execution_rate": "", "special_funds.budget": ""}},
		"a budget that is cut": {"一、专项资金情况\n水文监测经费年初预算8.00万元，年中调减0.20万元，全年预算7.80万元，实际支出7.80万元。\n", map[string]string{
			"special_funds.funds[0].initial": "8.00", "special_funds.funds[0].adjustment": "-0.20", "special_funds.funds[0].budget": "7.80", "special_funds.funds[0].executed": "7.80", "special_funds.funds[0].withdrawn": ""}},
		"spent in all and by each": {"一、专项资金情况\n全年专项资金支出100万元，执行率80%。其中：堤防维修支出60万元，执行率75%；河道清淤支出40万元，执行率88.89%。\n", map[string]string{
			"special_funds.executed": "100", "special_funds.execution_rate": "80%", "special_funds.groups[0].name": "",
			"special_funds.funds[0].name": "堤防维修", "special_funds.funds[0].executed": "60", "special_funds.funds[1].execution_rate": "88.89%"}},
		"the rate of one of two funds": {"一、专项资金情况\n堤防维修全年预算100万元，实际支出90万元，执行率90%；河道清淤全年预算50万元，实际支出50万元。\n", map[string]string{
			"special_funds.execution_rate": ""}},
		"parts before the total": {"一、自评结论\n投入得分20分、过程得分19分、产出得分38分、效益得分18分，总得分95分，等级为优。\n", map[string]string{
			"result.score": "95", "result.output": "38", "result.benefit": "18", "result.items[0].score": "20", "result.grade": "优"}},
		"a part is not the total": {"一、自评结论\n产出得分38分，效益得分18分。\n", map[string]string{
			"result.score": "", "result.output": "38", "result.benefit": "18"}},
		"staff on the establishment": {"一、人员情况\n编制共86名，年末实有在职人员102人，其中编制内82人，合同制人员20人。\n", map[string]string{
			"staffing.on_duty": "102", "staffing.by_kind[0].name": "编制内", "staffing.by_kind[0].on_duty": "82", "staffing.by_kind[1].on_duty": "20"}},
		"staff by level and by unit": {"一、人员情况\n某局核定编制93名，年末在职107人，编外聘用人员12人。局机关编制35名，年末在职39人；局属二级单位编制58名，年末在职68人，其中：甲站编制28名，年末在职30人；乙中心编制30名，年末在职38人。\n", map[string]string{
			"staffing.quota": "93", "staffing.on_duty": "107", "staffing.contract": "12",
			"staffing.by_level[0].name": "局机关", "staffing.by_level[0].on_duty": "39", "staffing.by_level[1].name": "局属二级单位", "staffing.by_level[1].quota": "58", "staffing.by_level[1].on_duty": "68"}},
		"levels for each figure": {"一、人员情况\n核定编制60名，其中局机关编制20名，下属事业单位编制40名；年末实有在职人员55人，其中局机关18人，下属事业单位37人。\n", map[string]string{
			"staffing.on_duty": "55", "staffing.by_level[0].quota": "20", "staffing.by_level[0].on_duty": "18", "staffing.by_level[1].name": "下属事业单位", "staffing.by_level[1].on_duty": "37", "staffing.by_level[2].name": "", "staffing.by_unit[0].name": ""}},
		"units without a total": {"一、人员情况\n分单位看：局机关编制35名，在职39人；甲站编制28名，在职30人。\n", map[string]string{
			"staffing.quota": "", "staffing.on_duty": "", "staffing.by_unit[0].name": "局机关", "staffing.by_unit[1].on_duty": "30"}},
		"what can be had and what was": {"一、自评结论\n项目决策15分得14分，产出指标35分（得33.5分），项目效益25分，实得24分，满分100分，实得93.5分。扣分共6.5分，其中产出扣1.5分、效益扣1分。\n", map[string]string{
			"result.score": "93.5", "result.output": "33.5", "result.benefit": "24", "result.items[0].name": "项目决策", "result.items[0].score": "14", "result.items[1].name": ""}},
		"a budget beside what was spent": {"一、三公经费情况\n三公经费支出2.05万元，年初预算为2.95万元，差值为0.9万元；公务用车运行维护费支出0万元，年初预算为0.95万元；公务接待费支出2.05万元，年初预算为2万元。\n", map[string]string{
			"three_public.total.budget": "2.95", "three_public.vehicle_operation.final": "0", "three_public.vehicle_operation.budget": "0.95", "three_public.reception.final": "2.05", "three_public.reception.budget": "2"}},
		"account of the same item": {"一、三公经费情况\n三公经费年初预算为22万元，支出决算为8.77万元，完成预算的39.86%，其中：公务用车运行费用支出8.47万元；公务接待费0.30万元，人均接待费60元。\n", map[string]string{
			"three_public.total.budget": "22", "three_public.total.final": "8.77", "three_public.vehicle_operation.final": "8.47", "three_public.reception.final": "0.30"}},
		"parts with shares": {"一、部门职责履行情况\n清运垃圾14.6万吨，其中易腐垃圾4.38万吨（占30%）、可回收物1.46万吨（占10%）、其他垃圾8.76万吨。\n非遗项目累计54项。\n", map[string]string{
			"performance.facts[1].name": "易腐垃圾", "performance.facts[2].name": "可回收物", "performance.facts[3].name": "其他垃圾", "performance.facts[4].name": "非遗项目"}},
		"in yuan": {"一、收支情况\n2023年度收入6,853,200.00元，其中：财政拨款6,410,540.00元、政府性基金预算拨款收入100,000元、其他收入342,660.00元。\n2023年度支出6,716,136.00元。年末结余137,064.00元。\n", map[string]string{
			"income_expenditure.income.total.final": "685.320000", "income_expenditure.income.government_fund.final": "10.0000", "income_expenditure.expenditure.total.final": "671.613600", "income_expenditure.carry_out": "13.706400"}},
		"bodies and what they do": {"一、机构设置\n内设4个机构：办公室、保教室、科研室、安稳办分别负责日常工作。\n", map[string]string{
			"organisation.internal_count": "4", "organisation.internal[0]": "办公室", "organisation.internal[3]": "安稳办"}},
		"the name in brackets": {"一、三公经费情况\n本年因公出国（境）费、公务接待费、公务用车运行费（“三公”经费）支出总额12.5万元，其中公务接待费2.5万元。\n", map[string]string{
			"three_public.total.final": "12.5", "three_public.vehicle_operation.final": ""}},
		"a region's money": {"一、收支情况\n全市一般公共预算收入85亿元。本部门收入总计120万元。\n", map[string]string{
			"income_expenditure.income.total.final": "120"}},
		"the accounts of a region": {"一、收支情况\n全县一般公共预算收入5800万元，增长6.5%，加上级补助收入2100万元，收入总计7900万元。\n一般公共预算支出7200万元。\n二、政府性基金预算\n支出300万元。\n", map[string]string{
			"income_expenditure.income.total.final": "", "income_expenditure.expenditure.total.final": "", "government_fund.final": ""}},
		"grants of two budgets": {"一、收支情况\n收入合计250万元，其中：财政拨款200万元（一般公共预算拨款150万元、政府性基金拨款50万元），其他收入20万元，上年结转30万元。\n", map[string]string{
			"income_expenditure.income.fiscal.final": "150", "income_expenditure.income.government_fund.final": "50", "income_expenditure.income.carry_in.final": "30"}},
		"somebody else's total": {"一、收支情况\n市交通局总支出80万元。本单位总支出60万元。\n", map[string]string{
			"income_expenditure.expenditure.total.final": "60"}},
		"the unit by its short name": {"一、收支情况\n某局总支出60万元。\n", map[string]string{
			"income_expenditure.expenditure.total.final": "60"}},
		"总计 beside 合计": {"一、收支情况\n2023年度收入总计120万元，支出总计120万元。\n2023年度收入合计110万元，其中：财政拨款收入99万元，占90%；其他收入11万元，占10%。\n2023年度支出合计100万元，其中：基本支出60万元，占60%；项目支出40万元，占40%。\n年初结转和结余10万元，年末结转和结余20万元。\n", map[string]string{
			"income_expenditure.income.total.final": "120", "income_expenditure.expenditure.total.final": "100", "income_expenditure.income.fiscal.share": "", "income_expenditure.expenditure.basic.share": "60%",
			"income_expenditure.carry_out": "20"}},
		"income of the year, and what was carried in": {"一、收支情况\n全年总收入110万元，其中财政拨款收入99万元，上级补助收入11万元；总支出100万元。\n年初结转和结余10万元，年末结转和结余20万元。\n", map[string]string{
			"income_expenditure.income.total.final": "110", "income_expenditure.income.carry_in.final": "10", "income_expenditure.carry_out": "20",
			"income_expenditure.income.items[0].name": "上级补助收入", "income_expenditure.income.items[0].final": "11"}},
		"expenditure beyond basic and project": {"一、收支情况\n支出合计100万元，其中：基本支出60万元，项目支出30万元，经营支出10万元。\n", map[string]string{
			"income_expenditure.expenditure.total.final": "", "income_expenditure.expenditure.basic.final": "60"}},
		"shares of what the line is no part of": {"一、收支情况\n支出总计100万元，其中：基本支出60万元，项目支出40万元。\n基本支出60万元，其中：人员经费45万元，占基本支出的75%；公用经费15万元，占基本支出的25%。\n", map[string]string{
			"income_expenditure.expenditure.personnel.final": "45", "income_expenditure.expenditure.personnel.share": ""}},
		"projects scored one by one": {"一、自评结论\n1.路灯改造项目：预算80万元，自评得分97分。\n2.绿化补植项目：预算60万元，自评得分95分。\n两个项目平均得分96分。\n", map[string]string{
			"result.score": "", "result.items[0].name": "路灯改造项目", "result.items[0].score": "97", "result.items[1].score": "95"}},
		"one project scored": {"一、自评结论\n1.路灯改造项目：预算80万元，自评得分97分。\n", map[string]string{
			"result.score": "97"}},
		"the score of a report in few words": {"一、自评打分\n本项目自评为95.5分，其中产出55分（60分），效益40.5分（40分）。\n", map[string]string{
			"result.score": "95.5"}},
		"the totals of a district": {"一、收支情况\n甲区一般公共预算收入15.39亿元，收入合计32亿元；支出合计31亿元。\n", map[string]string{
			"income_expenditure.income.total.final": "", "income_expenditure.expenditure.total.final": ""}},
		"scores in columns": {"一、自评结论\n指标　　　　分值　　　得分\n过程　　　　40　　　　38\n效果　　　　60　　　　57.5\n合计　　　　100　　　 95.5\n", map[string]string{
			"result.score": "95.5"}},
		"pupils' money": {"一、收支情况\n支出总计500万元，其中生均公用经费200万元、助学金300万元。\n", map[string]string{
			"income_expenditure.expenditure.public.final": ""}},
		"a number is no item": {"一、绩效目标\n（一）年度绩效目标情况。\n21.5公顷坡地改为梯田。\n1.整修梯田80公顷。\n", map[string]string{
			"goals.tasks[0]": "整修梯田80公顷。", "goals.tasks[1]": ""}},
		"what is said of what was named": {"一、部门职责履行情况\n接待观众46万人次，日均1500人次；比上年增长50%。2023年初安排设备120台。\n", map[string]string{
			"performance.facts[1].name": "接待观众日均", "performance.facts[2].name": "接待观众比上年增长", "performance.facts[3].name": "安排设备"}},
		"the department's budget through the year": {"一、部门概况\n2023年年初预算收入890.65万元，年中追加109.35万元，全年预算收入1000万元。全年支出980万元，其中基本支出700万元，项目支出280万元，年末结转20万元。\n", map[string]string{
			"income_expenditure.income.total.initial": "890.65", "income_expenditure.income.total.adjustment": "109.35", "income_expenditure.income.total.budget": "1000", "income_expenditure.expenditure.total.final": "980", "income_expenditure.carry_out": "20"}},
		"the budget in the opening words": {"我局2023年部门预算年初数890.65万元，年中追加109.35万元，调整后预算数1000万元，实际支出980万元。\n一、部门概况\n（一）主要职能\n负责水利工作。\n", map[string]string{
			"income_expenditure.expenditure.total.initial": "890.65", "income_expenditure.expenditure.total.adjustment": "109.35", "income_expenditure.expenditure.total.budget": "1000", "income_expenditure.expenditure.total.final": "980"}},
		"money by its sources": {"一、专项资金情况\n2023年全市共筹集水利发展资金1200万元，其中中央补助500万元、省级补助400万元、市县配套300万元。全年支出1100万元，其中中央补助500万元、省级补助400万元、市县配套200万元。\n", map[string]string{
			"special_funds.arrived": "1200", "special_funds.executed": "1100", "special_funds.groups[0].name": "",
			"special_funds.funds[1].name": "省级补助", "special_funds.funds[1].arrived": "400", "special_funds.funds[1].executed": "400", "special_funds.funds[2].executed": "200", "special_funds.funds[3].name": ""}},
		"arrived year by year": {"一、专项资金情况\n截至2023年底累计到位300万元，其中2022年到位140万元，2023年到位160万元。\n", map[string]string{
			"special_funds.arrived": "300", "special_funds.groups[0].name": "", "special_funds.funds[0].name": ""}},
		"where a change began": {"一、部门职责履行情况\n1.救助标准提高。城市救助标准由上年的每人每月650元提高到680元。\n", map[string]string{
			"performance.facts[0].name": "城市救助标准提高到", "performance.facts[0].value": "680元", "performance.facts[1].name": ""}},
		"a problem that names another section": {"一、存在问题\n（一）项目支出进度不均衡。\n（二）绩效目标不够细。\n二、改进措施\n（一）加强预算管理，细化绩效目标。\n", map[string]string{
			"problems.narrative[0].text": "（一）项目支出进度不均衡。", "problems.narrative[1].text": "（二）绩效目标不够细。", "actions.narrative[0].text": "（一）加强预算管理，细化绩效目标。"}},
		"a heading of no locality's own": {"一、基本情况\n全年支持项目46个，改善灌溉面积3万亩。\n", map[string]string{
			"overview.narrative[0].text": "全年支持项目46个，改善灌溉面积3万亩。"}},
	} {
		t.Run(name, func(t *testing.T) {
			wantFields(t, extract.Opened(t, []byte(title+c.text)), c.want)
		})
	}
}

// wantFields compares fields as they print; a field that a list is too short for prints as nothing.
func wantFields(t *testing.T, got *extract.Result, fields map[string]string) {
	t.Helper()
	for path, want := range fields {
		have := ""
		if v, ok := evalreport.Lookup(got.Report, path); ok && !v.IsZero() {
			have = fmt.Sprint(v.Interface())
		}
		if have != want {
			t.Errorf("%s is %q, want %q", path, have, want)
		}
	}
}

// What cannot be told for certain stays unread.
func TestNothingIsGuessed(t *testing.T) {
	for name, c := range map[string]struct{ text, path string }{
		"achievements are no budget":  {"2023年度某局部门整体支出绩效自评报告\n一、部门职责履行情况\n全市技工贸总收入突破5000亿元，财政总收入30亿元。\n", "income_expenditure"},
		"two funds, one section":      {"2023年度某局部门整体支出绩效自评报告\n一、专项资金情况\n甲专项年初预算100万元，实际支出90万元。\n乙专项年初预算200万元，实际支出150万元。\n", "special_funds.initial"},
		"about a hundred":             {"2023年度某局部门整体支出绩效自评报告\n一、收支情况\n总支出约100万元。\n", "income_expenditure.expenditure.total.final"},
		"another year":                {"2023年度某局部门整体支出绩效自评报告\n一、收支情况\n2021年总支出100万元。\n", "income_expenditure.expenditure.total.final"},
		"yuan among ten thousands":    {"2023年度某局部门整体支出绩效自评报告\n一、收支情况\n总支出100.50元，其中：基本支出60.25万元，项目支出40.25万元。\n", "income_expenditure.expenditure.total.final"},
		"staff of somebody else":      {"2023年度某局部门整体支出绩效自评报告\n一、部门职责履行情况\n培训在职人员500人。\n", "staffing.on_duty"},
		"grade words in a plain text": {"2023年度某局部门整体支出绩效自评报告\n一、存在的问题\n部分项目质量优良率不高。\n", "result.grade"},
	} {
		t.Run(name, func(t *testing.T) {
			got := extract.Opened(t, []byte(c.text))
			if v, ok := evalreport.Lookup(got.Report, c.path); ok && !v.IsZero() {
				t.Errorf("%s is %+v", c.path, v.Interface())
			}
		})
	}
}

func ExampleRead() {
	text := "某县水利局2024年度部门整体支出绩效自评报告\n一、评价结论\n自评得分96.5分，等级为“优”。\n"
	got, err := extract.Read(strings.NewReader(text), int64(len(text)), extract.Options{File: "水利局.txt"})
	if err != nil {
		fmt.Println(err)
		return
	}
	place, _ := got.Origins.Of("result.score")
	fmt.Println(got.Report.Meta.Unit, got.Report.Result.Score, got.Report.Result.Grade)
	fmt.Println(place)
	// Output:
	// 某县水利局 96.5 优
	// “一、评价结论” 第3段 第3行第5列
}

// A report that names the year before more often than its own still speaks of its own.
func TestOtherYearNamedMoreOften(t *testing.T) {
	got := extract.Opened(t, []byte("甲市乙局2022年度部门整体支出绩效评价报告\n一、部门收支情况\n与2021年相比，总支出增加126.20万元（2021年总支出4410万元）。\n"+
		"三公经费支出34.48万元，其中公务接待费支出2.98万元，公务用车运行维护费支出31.50万元。\n政府性基金预算财政拨款收入1650万元。\n二、自评结论\n（一）自评得分：98.4分。\n"))
	for path, want := range map[string]string{
		"three_public.total.final": "34.48", "three_public.total.prior": "", "three_public.vehicle_operation.final": "31.50",
		"result.score": "98.4", "income_expenditure.income.government_fund.final": "1650", "income_expenditure.income.fiscal.final": "",
	} {
		v, ok := evalreport.Lookup(got.Report, path)
		have := ""
		if ok && !v.IsZero() {
			have = fmt.Sprint(v.Interface())
		}
		if have != want {
			t.Errorf("%s is %q, want %q", path, have, want)
		}
	}
}
