package claims

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// observed tells what is seen in a text, one line for one paragraph, as "规则 级别 引文片段".
func observed(text string) []string {
	var pars []Paragraph
	for _, line := range strings.Split(text, "\n") {
		pars = append(pars, Paragraph{Text: line})
	}
	var out []string
	for _, o := range Observe(Analyse(pars)) {
		out = append(out, fmt.Sprintf("%s %s %s→%s", o.Rule, o.Severity, o.Reported, o.Expected))
	}
	return out
}

// Each case fires when the figures are wrong and is silent when they are right.
func TestObserve(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		// sums
		{"其中 of known parts", "全年支出120万元，其中：基本支出80万元，项目支出45万元。", []string{"R01 error 120万元→125万元"}},
		{"其中 of known parts, right", "全年支出125万元，其中：基本支出80万元，项目支出45万元。", nil},
		{"rounding", "按经济科目划分，基本支出合计见下。\n2022年基本支出实际支出30.4万元。\n按经济科目划分，各项支出分别为：工资福利支出10.11万元，商品和服务支出20.3万元。", []string{"R06 warning 30.4万元→30.41万元"}},
		{"by unit, wrong", "2022年基本支出实际支出30.41万元。\n按预算单位划分：局本级10.11万元，甲中心25.3万元。", []string{"R08 error 30.41万元→35.41万元"}},
		{"by unit, right", "2022年基本支出实际支出35.41万元。\n按预算单位划分：局本级10.11万元，甲中心25.3万元。", nil},
		{"分别为 is all of them", "补助资金总额100万元，分别为：甲县30万元、乙县40万元、丙县20万元。", []string{"R09 error 100万元→90万元"}},
		{"其中 may be some of them", "补助资金100万元，其中：甲县30万元、乙县20万元、丙县10万元。", nil},
		{"主要包括 may be some of them", "项目资金100万元，主要包括甲县30万元，乙县20万元。", nil},
		{"其中 more than the whole", "补助资金100万元，其中：甲县80万元、乙县40万元。", []string{"R09 error 100万元→120万元"}},
		{"其他 closes the list", "项目支出100万元，其中：设备购置60万元，其他支出30万元。", []string{"R09 error 100万元→90万元"}},
		{"part above the whole", "培训人员200人次，其中农民工300人次。", []string{"R17 error 300人次→≤ 200人次"}},
		{"overlapping people", "在职人员118人，其中党员86人、女性52人。", nil},
		{"亿元 over 万元", "全年投资1.2亿元，其中：中央资金8000万元、地方配套4000万元。", nil},
		{"亿元 over 万元, rounded", "全年投资1.2亿元，分别为：中央资金8123万元、地方配套3901万元。", nil},
		{"亿元 over 万元, wrong", "全年投资1.2亿元，分别为：中央资金8000万元、地方配套7000万元。", []string{"R09 error 1.2亿元→1.5亿元"}},
		{"三公", "“三公”经费支出10万元，其中：因公出国（境）费0万元，公务接待费3万元，公务用车购置及运行维护费6万元。", []string{"R20 error 10万元→9万元"}},
		{"nested 其中", "“三公”经费支出35.2万元，其中：因公出国（境）费0万元；公务用车购置及运行维护费25.2万元，其中公务用车购置费0万元、公务用车运行维护费25.2万元；公务接待费10万元。", nil},
		{"nested 其中, wrong inside", "“三公”经费支出35.2万元，其中：因公出国（境）费0万元；公务用车购置及运行维护费25.2万元，其中公务用车购置费5万元、公务用车运行维护费25.2万元；公务接待费10万元。", []string{"R21 error 25.2万元→30.2万元"}},
		{"合计 at the end", "财政拨款收入100万元，事业收入20万元，其他收入3万元，收入总计125万元。", []string{"R02 error 125万元→123万元"}},
		{"合计 of the others only", "甲市1.2亿元、乙市9800万元、丙市7500万元、其他市州合计2.1亿元。", nil},
		{"parts that changed themselves", "“三公”经费支出12.35万元，比上年减少2.15万元，其中公务接待费3.86万元，比上年增加0.36万元；公务用车运行维护费8.69万元，比上年减少2.51万元。", []string{"R20 error 12.35万元→12.55万元"}},
		{"合计 at the end, right", "财政拨款收入100万元，事业收入20万元，其他收入3万元，收入总计123万元。", nil},
		{"年初 and 追加", "全年预算120万元，其中：年初预算100万元，年中追加30万元。", []string{"R04 error 120万元→130万元"}},
		{"年初, 追加 and 调减", "全年预算120万元，其中：年初预算100万元，年中追加30万元，年中调减10万元。", nil},
		{"追加 taken apart", "财政追加30万元，分别为：人员经费10万元，公用经费15万元。", []string{"R05 error 30万元→25万元"}},
		{"scores", "自评得分95分，其中预算执行得分10分、产出指标得分45分、效益指标得分38分。", []string{"R54 error 95分→93分"}},
		{"编制", "核定编制40人，其中行政编制14人，事业编制25人，现有在职43人。", []string{"R74 error 40人→39人"}},
		{"编制, right", "核定编制40人，其中行政编制14人，事业编制26人，现有在职43人。", nil},
		{"two totals, two columns", "二级单位共有人员编制30名，年末实有在职人员25人。其中：甲站编制10名，年末实有在职人员9人；乙站编制20名，年末实有在职人员17人。", []string{"R75 error 25人→26人"}},
		{"numbered units below", "全系统共有编制30名，实有在职人数26人。\n1.局机关共有编制10名，在职人员9人。\n2.下属单位共有编制20名，在职人员18人。", []string{"R75 error 26人→27人"}},
		{"共 and nothing but parts", "全年共有项目20个。甲类项目8个，乙类项目6个，丙类项目5个。", []string{"R71 warning 20个→19个"}},
		{"共 and parts, right", "全年共有项目20个。甲类项目8个，乙类项目6个。丙类项目6个。", nil},
		{"bracket", "新建基站225个（其中5G基站132个，4G基站99个）。", []string{"R71 error 225个→231个"}},
		{"bracket, right", "新建基站225个（其中5G基站132个，4G基站93个）。", nil},
		{"含 is a subset", "新增企业17家（含4家复核），现有41家。", nil},
		{"nested thresholds", "过50亿元、过10亿元、过亿元企业分别达1家、19家、99家。", nil},
		{"stock beside flow", "新增9家，总数达到25家；新增省级8家、累计40家。", nil},
		{"其中 ends at the semicolon", "共申报成功29家企业，其中净增15家；中小企业入库117家。", nil},
		// unit slips
		{"元 for 万元", "财政拨款收入4294.41万元，其中年初预算860.14元，追加3434.27万元。", []string{"R90 error 860.14元→860.14万元"}},
		{"元 for 万元, elsewhere", "项目支出1234.56万元。\n本年项目投入1234.56元。", []string{"R90 error 1234.56元→1234.56万元"}},
		{"元 for a person", "补贴资金5.52万元，每人每月80元，生均650元。", nil},
		// shares
		{"share", "全年支出200万元，其中基本支出150万元，占80%，项目支出50万元，占25%。", []string{"R30 error 80%→75%"}},
		{"share, right", "全年支出200万元，其中基本支出150万元，占75%，项目支出50万元，占25%。", nil},
		{"share cut off", "部门总支出890.65万元。“三公”经费3.8万元，占总支出0.42%。", []string{"R30 warning 0.42%→0.43%"}},
		{"share of what is not stated", "十大产业产值达2845.8亿元，占规模工业总产值的78.5%，制造业占GDP比重36.3%。", nil},
		{"from and to", "亩均产量由480公斤提高到528公斤，提高12%。", []string{"R24 error 12%→10%"}},
		{"from and to, right", "亩均产量由480公斤提高到528公斤，提高10%；校舍面积由7.2平方米提高到8.1平方米，增加0.9平方米。", nil},
		{"budget in a paragraph before", "本年安排项目资金12000万元。\n12000万元全部到位。\n实际支出11280万元，预算执行率96%。", []string{"R32 error 96%→94%"}},
		{"budget in a paragraph before, right", "本年安排项目资金12000万元。\n12000万元全部到位。\n实际支出11280万元，预算执行率94%。", nil},
		{"two budgets before: not known", "年初预算100万元。\n甲项目预算40万元。\n实际支出30万元，预算执行率75%。", nil},
		{"cases solved", "立刑事案件1562起，破案1186起，破案率79.53%。", []string{"R42 error 79.53%→75.93%"}},
		{"forms returned, right", "发放问卷200份，收回196份，回收率98%。", nil},
		{"共 at the end", "行政编制386名，工勤编制12名，共389名。", []string{"R71 error 389名→398名"}},
		{"a budget before the account that changed", "三公经费预算9.50万元，实际支出7.86万元，比上年减少0.64万元，下降5.73%。", []string{"R24 error 5.73%→7.53%"}},
		{"a list of names between", "局机关内设股室3个，分别为：办公室、人事股、财务股。下属单位23个，其中医院5个、卫生院18个。", nil},
		{"合计 of what came before", "实有民警372人、工勤9人，合计381人；辅警426人；退休人员158人。", nil},
		// changes
		{"the total compared after its parts", "“三公”经费支出18.62万元，其中公务接待费6.42万元，公务用车运行维护费12.20万元，因公出国（境）费0万元。比上年的20.15万元减少1.53万元，下降7.59%。", nil},
		{"the total compared after its parts, wrong", "“三公”经费支出18.62万元，其中公务接待费6.42万元，公务用车运行维护费12.20万元，因公出国（境）费0万元。比上年的20.15万元减少1.63万元。", []string{"R23 error 1.63万元→1.53万元"}},
		{"difference", "公务接待费预算13.45万元，实际支出3.66万元，决算较预算减少9.99万元。", []string{"R23 error 9.99万元→9.79万元"}},
		{"difference, right", "公务接待费预算13.45万元，实际支出3.66万元，决算较预算减少9.79万元。", nil},
		{"rate from a stated base", "2023年“三公”经费4.51万元。较2022年“三公”经费12.02万元下降52.48%。", []string{"R24 error 52.48%→62.48%"}},
		{"rate from a stated base, right", "2023年“三公”经费4.51万元。较2022年“三公”经费12.02万元下降62.48%。", nil},
		{"rate after difference", "全年支出120万元，比上年增加20万元，增长25%。", []string{"R24 error 25%→20%"}},
		{"rate after difference, right", "全年支出120万元，比上年增加20万元，增长20%。", nil},
		{"base, difference and rate", "2023年支出1560.5万元，较2022年度的1420.3万元增加140.2万元，增幅9.57%。", []string{"R24 error 9.57%→9.87%"}},
		{"base, difference and rate, right", "2023年支出1560.5万元，较2022年度的1420.3万元增加140.2万元，增幅9.87%。", nil},
		{"growth without a base", "全年税收43.5亿元，同比增长8.0%，提高0.7个百分点，排名第7位。", nil},
		{"saving", "项目预算100万元，实际支出90万元，支出较预算节约12万元。", []string{"R39 error 12万元→10万元"}},
		{"saving, right", "项目预算100万元，实际支出90万元，支出较预算节约10万元。", nil},
		// rates
		{"执行率", "资金到位1000万元，支出900万元，资金执行率95%。", []string{"R32 error 95%→90%"}},
		{"执行率, right", "资金到位1000万元，支出900万元，资金执行率90%。", nil},
		{"到位率", "下达专项资金500万元，资金到位400万元，到位率90%。", []string{"R33 error 90%→80%"}},
		{"成本控制率", "预算金额1000万元，实际支出900万元，支出较预算节约100万元。成本控制率10%。", []string{"R40 warning 10%→90%"}},
		{"成本控制率, right", "预算金额1000万元，实际支出900万元，成本控制率90%。", nil},
		{"执行率 of the adjusted budget", "年初预算1200万元，追加350万元，全年可用资金1550万元；实际支出1480万元，结转70万元，执行率95.48%。", nil},
		{"a project called 结转", "调整资金总额50万元。分别为：甲经费42万元、结转2022年乙专项经费8万元，均来源于财政拨款。", nil},
		{"instalments", "下达资金2600万元，分三批下达：第一批1000万元，第二批900万元，第三批800万元。", []string{"R09 error 2600万元→2700万元"}},
		{"办结率", "全年受理诉求2486个，解决2273个，问题办结率95.43%。", []string{"R42 error 95.43%→91.43%"}},
		{"办结率 without numerator", "收集问题4361个，问题解决率达96.0%。", nil},
		{"multiple", "获表彰7个，是上年度的170%。", []string{"R43 info 170%→上年数为整数"}},
		{"multiple, right", "获表彰7个，是上年度的175%。", nil},
		{"完成预算的", "公务接待费预算10万元，实际支出8万元，完成预算的90%。", []string{"R32 error 90%→80%"}},
		// balances
		{"balance", "年初预算7500万元，全年支出6170.34万元，财政统筹压缩1323.5万元，年末结余7.16万元。", []string{"R13 error 6170.34万元→6169.34万元"}},
		{"balance, right", "年初预算7500万元，全年支出6170.34万元，财政统筹压缩1323.5万元，年末结余6.16万元。", nil},
		{"spent less than budget and additions", "项目支出年初预算50万元，年中追加20万元，本年实际支出60万元。", []string{"R04 info 60万元→70万元"}},
		{"net", "新增企业32家，净增27家（8月份退规6家）。", []string{"R73 error 27家→26家"}},
		{"net, right", "新增企业32家，净增26家（8月份退规6家）。", nil},
		// lists
		{"list", "内设科室4个，分别为：办公室、财务科、人事科（机关党委、工会）。", []string{"R70 error 4→3"}},
		{"list, right", "内设科室4个，分别为：办公室、财务科、人事科（机关党委、工会）、信息和数据科。", nil},
		{"list, 和 last", "下设科室4个：办公室、财务科、人事科和信息科。", nil},
		{"list of another sentence", "内设股室3个，事业单位2个。内设股室分别是：办公室、财务股。事业单位分别是：甲中心、乙中心。", []string{"R70 error 3→2"}},
		{"list goes on speaking", "结转项目3个。分别为甲系统、乙平台、丙工程，为市直单位代建项目。", nil},
		{"主要包括", "内设科室9个，主要包括办公室、财务科、人事科。", nil},
		{"其中", "项目12个。其中：甲经费、乙经费、丙经费。", nil},
		{"等 before the count", "甲公司、乙公司等3家企业入选，甲、乙、丙公司等2家企业获评。", []string{"R70 warning 2→3"}},
		{"bracket names", "示范企业2家（华甲公司、福乙公司），标杆企业3家（甲乙、丙丁）。", []string{"R70 warning 3→2"}},
		{"places in a bracket", "惠及12个县（市、区）。", nil},
		{"semicolons", "完成2个项目：拟投资6100万元的甲基地项目；拟投资3000万元的乙中心项目。", nil},
		{"amounts in the list", "上级项目3个，资金总额60万元，分别为：甲经费10万元、乙经费20万元,丙经费30万元。", nil},
		{"amounts in the list, one short", "上级项目4个，资金总额60万元，分别为：甲经费10万元、乙经费20万元,丙经费30万元。", []string{"R70 error 4→3"}},
		{"duplicate", "调整项目3个，分别为：园区规划编制、园区规划编制经费、医疗补贴。", []string{"R72 warning 园区规划编制经费→不重复"}},
		{"一是 二是", "存在三个方面的问题：一是预算粗；二是执行慢。", []string{"R70 warning 3→2"}},
		{"一是 二是, right", "存在两个方面的问题：一是预算粗；二是执行慢。", nil},
		// repeated statements
		{"确数 and 概数", "大兴调查研究之风，调查研究100次，效果较好。\n大兴调查研究之风，调查研究100余次，效果较好。", []string{"R102 warning 调查研究100余次→调查研究100次"}},
		{"two values", "大力推进作风建设，深入基层一线开展现场办公和政策宣传服务活动80次。\n大力推进作风建设，深入基层一线开展现场办公和政策宣传服务活动90次。", []string{"R102 warning 深入基层一线开展现场办公和政策宣传服务活动90次→深入基层一线开展现场办公和政策宣传服务活动80次"}},
		{"two projects", "1.甲项目。立项依据充分，程序规范，安排财政资金100万元用于设备购置，培训管理人员30人，执行率90%。\n2.乙项目。立项依据充分，程序规范，安排财政资金80万元用于设备购置，培训管理人员20人，执行率75%。", nil},
		{"two projects, their money", "甲项目年初预算100万元，实际支出90万元，执行率90%。\n乙项目年初预算80万元，实际支出60万元，执行率75%。", nil},
		{"goal and result", "二、绩效目标\n计划深入基层一线开展现场办公和政策宣传服务活动80次。\n三、工作情况\n计划深入基层一线开展现场办公和政策宣传服务活动90次。", nil},
		{"status", "在全省督查激励中，甲市获表彰7个。\n在全省督查激励中，甲市获推荐7个。", []string{"R102 warning 甲市获推荐7个→甲市获表彰7个"}},
		{"one name, two amounts", "2022年基本支出决算120.5万元。\n2022年基本支出决算125.5万元。", []string{"R100 error 125.5万元→120.5万元"}},
		{"one name, two columns", "2022年基本支出年初预算120.5万元。\n2022年基本支出决算125.5万元。", nil},
		{"one name, two units", "局本级：2022年基本支出决算120.5万元。\n甲中心：2022年基本支出决算125.5万元。", nil},
		{"purpose is no part", "专项资金100万元，其中中央资金60万元，用于购置设备70万元。", nil},
		{"paragraph twice", strings.Repeat("持续优化营商环境，进一步加强企业用地、用能、用工等要素保障力度，常态化开展服务企业专项活动。\n", 2), []string{"R105 info 重复段落→各段内容不同"}},
		// goals
		{"target missed", "三、绩效目标\n计划完成工业总产值430亿元，新增企业20家以上。\n四、完成情况\n全年完成工业总产值324.58亿元，新增企业32家。\n五、存在的问题\n项目储备不足。", []string{"R104 warning 324.58亿元→≥ 430亿元"}},
		{"target missed and admitted", "三、绩效目标\n计划完成工业总产值430亿元，新增企业20家以上。\n四、完成情况\n全年完成工业总产值324.58亿元，新增企业32家。\n五、存在的问题\n工业总产值未达目标。", nil},
		{"target without result", "三、绩效目标\n计划完成工业总产值430亿元，工业投资增长15%以上。\n四、完成情况\n全年完成工业总产值450亿元。", []string{"R103 warning 工业投资增速15%→逐项有实际完成值"}},
		// text
		{"part of the year", "1-11月，工业增加值增长4.6%。", []string{"R83 info 1-11月→1-12月"}},
		{"whole year", "1-12月，工业增加值增长4.6%。", nil},
		{"residue", "[bookmark: _GoBack]1、面临困难。", []string{"R94 warning [bookmark: _GoBack]→无残留"}},
		{"figures of three years", "2021-2023年累计投入6000万元，其中2021年1500万元、2022年2000万元、2023年2500万元。", nil},
		{"scores by indicator", "综合得分91.35分，其中决策18分、过程17.85分、产出28.5分、效益27分。", nil},
		{"residue of a page", "⠼/span>市级项目。", []string{"R94 warning ⠼/span>→无残留"}},
		{"placeholder", "××单位2022年支出XX万元。", []string{"R94 warning ××→无残留", "R94 warning XX→无残留"}},
		{"typing error", "完善公务服务体系，获激励3个名。", []string{"R95 info 公务服务体系→公共服务体系", "R95 info 3个名→3个名额"}},
		{"no typing error", "获3个名额、3个名单，架设无电线杆。", nil},
		{"exact and 余", "组织485余家企业，走访200余家。", []string{"R92 info 485余家→485家"}},
		{"brackets", "因公出国（境)费为零,;甲。", []string{"R93 info （境)→规范标点", "R93 info ,;→规范标点"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, observed(test.text)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", test.text, diff)
			}
		})
	}
}
