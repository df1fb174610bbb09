package evalreport

// Section is what all sections share: their words. A section whose narrative is missing is written by the profile from
// its figures; one that has both is printed as written, and the rules compare the two.
type Section struct {
	Narrative Narrative `json:"narrative,omitempty" label:"正文" doc:"一项一段，不填则由模板按数字写成" validate:"dive"`
}

// Line is one item of a budget through its year (万元): 年初预算 + 调整 = 全年预算, and what was spent or received of it.
type Line struct {
	Initial    Amount  `json:"initial,omitzero" label:"年初预算数"`
	Adjustment Amount  `json:"adjustment,omitzero" label:"调整数" doc:"万元，追加为正、调减为负"` // 追加 is positive, 调减 negative; includes carried-in money where the report says so
	Budget     Amount  `json:"budget,omitzero" label:"全年预算数"`
	Final      Amount  `json:"final,omitzero" label:"决算数"`
	Share      Percent `json:"share,omitzero" label:"占比" doc:"占总额的百分比，如 12.5%" validate:"nonnegative"` // of the total that the report compares it with
}

// NamedLine is a [Line] of a breakdown: an economic class, a function, a unit, a project.
type NamedLine struct {
	Name string `json:"name" label:"名称" validate:"required"`
	Line
	Note string `json:"note,omitzero" label:"说明"`
}

// NamedAmount is one amount of a breakdown (万元).
type NamedAmount struct {
	Name   string `json:"name" label:"名称" validate:"required"`
	Amount Amount `json:"amount,omitzero" label:"金额"`
	Note   string `json:"note,omitzero" label:"说明"`
}

// Lead is the opening (导语): why and on what basis the report is made.
type Lead struct {
	Section
	Basis []string `json:"basis,omitempty" label:"依据文件"`
}

// Overview is the text that stands under the first heading before its parts (基本情况, 项目概况).
type Overview struct {
	Section
	Background []string `json:"background,omitempty" label:"立项依据"`
}

// Duties are the unit's duties (部门职能).
type Duties struct {
	Section
	Items []string `json:"items,omitempty" label:"职能" doc:"一项一条，不写序号"` // without their numbers
}

// Organisation is the unit's structure (机构设置).
type Organisation struct {
	Section
	InternalCount   Count    `json:"internal_count,omitzero" label:"内设机构数" doc:"个" validate:"nonnegative,whole"`
	Internal        []string `json:"internal,omitempty" label:"内设机构"`
	AffiliatedCount Count    `json:"affiliated_count,omitzero" label:"所属单位数" doc:"个" validate:"nonnegative,whole"`
	Affiliated      []string `json:"affiliated,omitempty" label:"所属单位"`
}

// Headcount is the establishment and the staff of one unit or kind of post (人).
type Headcount struct {
	Quota     Count `json:"quota,omitzero" label:"编制数" doc:"人" validate:"nonnegative,whole"`
	OnDuty    Count `json:"on_duty,omitzero" label:"在职人数" doc:"人" validate:"nonnegative,whole"`
	Excluded  Count `json:"excluded,omitzero" label:"扣除人数" doc:"人，在职但按规定不计入控制率的，如派驻人员" validate:"nonnegative,whole"` // on duty but outside the quota by a stated reason
	Retired   Count `json:"retired,omitzero" label:"退休人数" doc:"人" validate:"nonnegative,whole"`
	Veterans  Count `json:"veterans,omitzero" label:"离休人数" doc:"人" validate:"nonnegative,whole"`
	EarlyLeft Count `json:"early_left,omitzero" label:"提前离岗人数" doc:"人" validate:"nonnegative,whole"`
	Contract  Count `json:"contract,omitzero" label:"编外人数" doc:"人，编外、聘用、临聘等不占编制的人员" validate:"nonnegative,whole"` // outside the establishment: hired, temporary
}

// NamedHeadcount is the [Headcount] of a unit, of a level (局机关, 二级单位), or of a kind of post (行政编制, 事业编制).
type NamedHeadcount struct {
	Name string `json:"name" label:"名称" validate:"required"`
	Headcount
	Note string `json:"note,omitzero" label:"说明"`
}

// Staffing is the establishment and the staff (人员编制), as of the end of the year. Each of its lists tells the whole of it
// apart in its own way: the subtotals of the levels add up to the total, and so do the units.
type Staffing struct {
	Section
	Headcount
	ByLevel []NamedHeadcount `json:"by_level,omitempty" label:"按层级" doc:"本级与下属各层的小计，如 局机关、局属二级单位" validate:"dive"`
	ByUnit  []NamedHeadcount `json:"by_unit,omitempty" label:"按单位" validate:"dive"`
	ByKind  []NamedHeadcount `json:"by_kind,omitempty" label:"按编制类型" validate:"dive"`
}

// IncomeExpenditure is income and expenditure as a whole (收支情况).
type IncomeExpenditure struct {
	Section
	Income      Income           `json:"income,omitzero" label:"收入"`
	Expenditure TotalExpenditure `json:"expenditure,omitzero" label:"支出"`
	CarryOut    Amount           `json:"carry_out,omitzero" label:"年末结转和结余"`
	Adjustments []NamedAmount    `json:"adjustments,omitempty" label:"追加明细" validate:"dive"`
}

// Income is income by source. Its total includes what was carried in.
type Income struct {
	Total          Line        `json:"total,omitzero" label:"收入总计"`
	Fiscal         Line        `json:"fiscal,omitzero" label:"一般公共预算财政拨款收入"`
	GovernmentFund Line        `json:"government_fund,omitzero" label:"政府性基金预算财政拨款收入"`
	StateCapital   Line        `json:"state_capital,omitzero" label:"国有资本经营预算财政拨款收入"`
	SpecialAccount Line        `json:"special_account,omitzero" label:"财政专户管理资金收入"`
	Business       Line        `json:"business,omitzero" label:"事业收入"`
	Other          Line        `json:"other,omitzero" label:"其他收入"`
	CarryIn        Line        `json:"carry_in,omitzero" label:"年初结转和结余"`
	Items          []NamedLine `json:"items,omitempty" label:"其他来源" validate:"dive"`
}

// TotalExpenditure is expenditure by nature (基本, 项目) and by economic class.
type TotalExpenditure struct {
	Total     Line        `json:"total,omitzero" label:"支出总计"`
	Basic     Line        `json:"basic,omitzero" label:"基本支出"`
	Project   Line        `json:"project,omitzero" label:"项目支出"`
	Personnel Line        `json:"personnel,omitzero" label:"人员经费"`
	Public    Line        `json:"public,omitzero" label:"公用经费"`
	ByClass   []NamedLine `json:"by_class,omitempty" label:"按经济分类" validate:"dive"`
	ByUnit    []NamedLine `json:"by_unit,omitempty" label:"按单位" validate:"dive"`
}

// BasicExpenditure is basic expenditure (基本支出): personnel and running costs.
type BasicExpenditure struct {
	Section
	Line
	Personnel Line        `json:"personnel,omitzero" label:"人员经费"`
	Public    Line        `json:"public,omitzero" label:"公用经费"`
	ByClass   []NamedLine `json:"by_class,omitempty" label:"按经济分类" validate:"dive"`
	ByUnit    []NamedLine `json:"by_unit,omitempty" label:"按单位" validate:"dive"`
}

// ProjectExpenditure is project expenditure (项目支出).
type ProjectExpenditure struct {
	Section
	Line
	ByClass    []NamedLine `json:"by_class,omitempty" label:"按经济分类" validate:"dive"`
	ByFunction []NamedLine `json:"by_function,omitempty" label:"按功能分类" validate:"dive"`
	ByUnit     []NamedLine `json:"by_unit,omitempty" label:"按单位" validate:"dive"`
	Projects   []NamedLine `json:"projects,omitempty" label:"项目" validate:"dive"`
}

// ThreePublicLine is one part of the three public expenses: last year's account, this year's budget and account (万元).
type ThreePublicLine struct {
	Prior        Amount  `json:"prior,omitzero" label:"上年决算数"`
	Budget       Amount  `json:"budget,omitzero" label:"预算数"`
	Final        Amount  `json:"final,omitzero" label:"决算数"`
	BudgetChange Amount  `json:"budget_change,omitzero" label:"较预算增减" doc:"万元，决算减预算，节约为负"` // final - budget; negative is a saving
	Change       Amount  `json:"change,omitzero" label:"较上年增减" doc:"万元，本年减上年，减少为负"`        // final - prior
	ChangeRate   Percent `json:"change_rate,omitzero" label:"较上年增减率" doc:"百分比，下降为负，如 -5.2%"`
}

// ThreePublic are the three public expenses (三公经费): travel abroad, official cars, official hospitality.
type ThreePublic struct {
	Section
	Total            ThreePublicLine `json:"total,omitzero" label:"合计"`
	Abroad           ThreePublicLine `json:"abroad,omitzero" label:"因公出国（境）费"`
	Vehicles         ThreePublicLine `json:"vehicles,omitzero" label:"公务用车购置及运行费"`
	VehiclePurchase  ThreePublicLine `json:"vehicle_purchase,omitzero" label:"公务用车购置费"`
	VehicleOperation ThreePublicLine `json:"vehicle_operation,omitzero" label:"公务用车运行维护费"`
	Reception        ThreePublicLine `json:"reception,omitzero" label:"公务接待费"`
	VehicleCount     Count           `json:"vehicle_count,omitzero" label:"公务用车保有量" doc:"辆" validate:"nonnegative,whole"`
	Share            Percent         `json:"share,omitzero" label:"占总支出比重" doc:"占总额的百分比，如 12.5%" validate:"nonnegative"`
}

// FundBudget is a budget that most units do not have: government funds, state capital, social insurance.
type FundBudget struct {
	Section
	None bool `json:"none,omitzero" label:"本单位无此项支出" doc:"没有此项支出时填 true"`
	Line
}

// FundFlow is where the money of a project or special fund came from and went (万元).
type FundFlow struct {
	Initial       Amount  `json:"initial,omitzero" label:"年初预算数"`
	Adjustment    Amount  `json:"adjustment,omitzero" label:"调整数" doc:"万元，追加为正、调减为负"`
	Budget        Amount  `json:"budget,omitzero" label:"全年预算数"`
	Arrived       Amount  `json:"arrived,omitzero" label:"到位数"`
	Executed      Amount  `json:"executed,omitzero" label:"执行数"`
	Withdrawn     Amount  `json:"withdrawn,omitzero" label:"财政收回数"`
	CarryOut      Amount  `json:"carry_out,omitzero" label:"结转结余数"`
	ArrivalRate   Percent `json:"arrival_rate,omitzero" label:"资金到位率" doc:"百分比，到位÷预算" validate:"nonnegative"`
	ExecutionRate Percent `json:"execution_rate,omitzero" label:"预算执行率" validate:"nonnegative"`
	Saved         Amount  `json:"saved,omitzero" label:"节约额" doc:"万元，计划成本减实际成本"`
	SavingRate    Percent `json:"saving_rate,omitzero" label:"成本节约率" doc:"百分比，节约额÷预算数"`
}

// SpecialFunds are special funds and project funds (专项资金), by source and project by project.
type SpecialFunds struct {
	Section
	FundFlow
	ProjectCount Count       `json:"project_count,omitzero" label:"项目数" validate:"nonnegative,whole"`
	Groups       []FundGroup `json:"groups,omitempty" label:"资金来源" validate:"dive"`
	Funds        []NamedFund `json:"funds,omitempty" label:"专项" validate:"dive"`
}

// FundGroup is the projects of one source of money.
type FundGroup struct {
	Name     string        `json:"name" label:"名称" validate:"required"`
	Count    Count         `json:"count,omitzero" label:"项目数" validate:"nonnegative,whole"`
	Amount   Amount        `json:"amount,omitzero" label:"金额"`
	Projects []NamedAmount `json:"projects,omitempty" label:"项目" validate:"dive"`
}

// NamedFund is one special fund.
type NamedFund struct {
	Name string `json:"name" label:"名称" validate:"required"`
	FundFlow
}

// Assets is the management of assets (资产管理情况).
type Assets struct {
	Section
	Total           Amount  `json:"total,omitzero" label:"资产总额"`
	Fixed           Amount  `json:"fixed,omitzero" label:"固定资产"`
	UtilisationRate Percent `json:"utilisation_rate,omitzero" label:"固定资产利用率" validate:"nonnegative,atmost=100"`
}

// Management is the unit's rules and how it keeps them (制度与管理情况).
type Management struct {
	Section
	Rules []string `json:"rules,omitempty" label:"管理制度"`
}

// Goals are what the year was to bring (绩效目标).
type Goals struct {
	Section
	Overall string   `json:"overall,omitzero" label:"总体目标"`
	Targets []Target `json:"targets,omitempty" label:"目标" validate:"dive"`
	Tasks   []string `json:"tasks,omitempty" label:"任务"`
}

// Target is one goal with its result.
type Target struct {
	Name   string  `json:"name" label:"名称" validate:"required"`
	Target Measure `json:"target,omitzero" label:"目标值" doc:"如 ≥90%、100家"`
	Actual Measure `json:"actual,omitzero" label:"完成值" doc:"如 95%、102家"`
}

// EvaluationWork is how the evaluation was done (绩效评价组织情况).
type EvaluationWork struct {
	Section
}

// Result is the outcome (绩效自评结论). Scores are out of 100.
type Result struct {
	Section
	Score        Score        `json:"score,omitzero" label:"自评得分" validate:"nonnegative,atmost=100"`
	Grade        Grade        `json:"grade,omitzero" label:"自评等级" doc:"优、良、中 或 差" validate:"grade"`
	Execution    Score        `json:"execution,omitzero" label:"预算执行率得分" validate:"nonnegative"`
	Cost         Score        `json:"cost,omitzero" label:"成本指标得分" validate:"nonnegative"`
	Output       Score        `json:"output,omitzero" label:"产出指标得分" validate:"nonnegative"`
	Benefit      Score        `json:"benefit,omitzero" label:"效益指标得分" validate:"nonnegative"`
	Satisfaction Score        `json:"satisfaction,omitzero" label:"满意度指标得分" validate:"nonnegative"`
	Items        []NamedScore `json:"items,omitempty" label:"其他分项" validate:"dive"`
}

// NamedScore is a sub-score.
type NamedScore struct {
	Name  string `json:"name" label:"名称" validate:"required"`
	Score Score  `json:"score,omitzero" label:"得分" validate:"nonnegative"`
}

// Grade is 优, 良, 中 or 差; the words that some bureaus print instead (优秀, 良好, 合格, 不合格) are kept as printed.
type Grade string

// The four grades.
const (
	GradeExcellent Grade = "优"
	GradeGood      Grade = "良"
	GradeFair      Grade = "中"
	GradePoor      Grade = "差"
)

// Normal is one of the four grades, or the grade itself when it is none that we know.
func (g Grade) Normal() Grade {
	switch g {
	case "优秀":
		return GradeExcellent
	case "良好":
		return GradeGood
	case "合格", "一般", "及格", "中等":
		return GradeFair
	case "不合格", "较差":
		return GradePoor
	}
	return g
}

// Performance is how the unit did its duties (部门职责履行情况).
type Performance struct {
	Section
	Facts []Fact `json:"facts,omitempty" label:"履职成效" validate:"dive"`
}

// Fact is a figure that the narrative reports as a result.
type Fact struct {
	Name  string  `json:"name" label:"名称" validate:"required"`
	Value Measure `json:"value,omitzero" label:"数值" doc:"连同单位，如 102家"`
	Note  string  `json:"note,omitzero" label:"说明"`
}

// Benefits are the effects of the spending, by class (效益情况).
type Benefits struct {
	Section
	Economic     Section `json:"economic,omitzero" label:"经济效益"`
	Social       Section `json:"social,omitzero" label:"社会效益"`
	Ecological   Section `json:"ecological,omitzero" label:"生态效益"`
	Sustainable  Section `json:"sustainable,omitzero" label:"可持续影响"`
	Satisfaction Section `json:"satisfaction,omitzero" label:"满意度"`
	Facts        []Fact  `json:"facts,omitempty" label:"效益指标" validate:"dive"`
}

// Decision is the analysis of how projects were decided on (项目决策情况).
type Decision struct {
	Section
}

// Process is the analysis of how projects were funded and run (项目过程情况). Its rates follow the evaluation framework:
// 资金到位率 = 到位/预算, 预算执行率 = 支出/到位.
type Process struct {
	Section
	Planned       Amount  `json:"planned,omitzero" label:"预算资金"`
	Arrived       Amount  `json:"arrived,omitzero" label:"到位资金"`
	Executed      Amount  `json:"executed,omitzero" label:"支出资金"`
	ArrivalRate   Percent `json:"arrival_rate,omitzero" label:"资金到位率" doc:"百分比，到位÷预算" validate:"nonnegative"`
	ExecutionRate Percent `json:"execution_rate,omitzero" label:"预算执行率" validate:"nonnegative"`
}

// Experience is what went well (主要经验及做法).
type Experience struct {
	Section
}

// Problems are what did not go well and why (存在的问题及原因分析).
type Problems struct {
	Section
	Items []string `json:"items,omitempty" label:"问题" doc:"一项一条，不写序号"`
}

// Actions are what will be done about it (下一步改进措施).
type Actions struct {
	Section
	Items []string `json:"items,omitempty" label:"措施" doc:"一项一条，不写序号"`
}

// Use is what the result will be used for and where it is published (结果应用和公开情况).
type Use struct {
	Section
	Application Section `json:"application,omitzero" label:"结果拟应用情况"`
	Disclosure  Section `json:"disclosure,omitzero" label:"结果公开情况"`
}

// Other is what else needs saying (其他需要说明的情况).
type Other struct {
	Section
}

// FreeSection is a section that is none of the above, or a second one about the same subject.
type FreeSection struct {
	Heading string `json:"heading,omitzero" label:"标题"`
	About   string `json:"about,omitzero" label:"相关章节" doc:"所补充章节的字段名，如 duties"` // path of the typed section that it adds to, if any
	Section
}
