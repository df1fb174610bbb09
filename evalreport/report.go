package evalreport

// Report is a performance self-evaluation report (绩效自评报告): what it is about, its sections with their figures and
// words, the forms attached to it, and the list of attachments. Every amount is in 万元.
//
// A field's JSON name and its label both address it: meta.year and 年度, basic_data.expenditure.total.final and
// 基础数据表.支出总额.决算数. A label ending in ",inline" is a grouping that the printed form does not name: its fields are
// addressed, in Chinese, as if they stood one level up. A doc tag says what the label does not, for a starter report and
// for the JSON Schema.
type Report struct {
	Meta Meta `json:"meta" label:"报告信息,inline"`

	Lead               Lead               `json:"lead,omitzero" label:"导语"`
	Overview           Overview           `json:"overview,omitzero" label:"基本情况"`
	Duties             Duties             `json:"duties,omitzero" label:"部门职能"`
	Organisation       Organisation       `json:"organisation,omitzero" label:"机构设置"`
	Staffing           Staffing           `json:"staffing,omitzero" label:"人员编制"`
	IncomeExpenditure  IncomeExpenditure  `json:"income_expenditure,omitzero" label:"收支情况"`
	BasicExpenditure   BasicExpenditure   `json:"basic_expenditure,omitzero" label:"基本支出情况"`
	ThreePublic        ThreePublic        `json:"three_public,omitzero" label:"三公经费情况"`
	ProjectExpenditure ProjectExpenditure `json:"project_expenditure,omitzero" label:"项目支出情况"`
	GovernmentFund     FundBudget         `json:"government_fund,omitzero" label:"政府性基金预算支出情况"`
	StateCapital       FundBudget         `json:"state_capital,omitzero" label:"国有资本经营预算支出情况"`
	SocialInsurance    FundBudget         `json:"social_insurance,omitzero" label:"社会保险基金预算支出情况"`
	SpecialFunds       SpecialFunds       `json:"special_funds,omitzero" label:"专项资金情况"`
	Assets             Assets             `json:"assets,omitzero" label:"资产管理情况"`
	Management         Management         `json:"management,omitzero" label:"制度与管理情况"`
	Goals              Goals              `json:"goals,omitzero" label:"绩效目标"`
	EvaluationWork     EvaluationWork     `json:"evaluation_work,omitzero" label:"绩效评价组织情况"`
	Result             Result             `json:"result,omitzero" label:"绩效自评结论"`
	Performance        Performance        `json:"performance,omitzero" label:"部门职责履行情况"`
	Benefits           Benefits           `json:"benefits,omitzero" label:"效益情况"`
	Decision           Decision           `json:"decision,omitzero" label:"项目决策情况"`
	Process            Process            `json:"process,omitzero" label:"项目过程情况"`
	Experience         Experience         `json:"experience,omitzero" label:"主要经验及做法"`
	Problems           Problems           `json:"problems,omitzero" label:"存在的问题及原因分析"`
	Actions            Actions            `json:"actions,omitzero" label:"下一步改进措施"`
	Use                Use                `json:"use,omitzero" label:"结果应用和公开情况"`
	Other              Other              `json:"other,omitzero" label:"其他需要说明的情况"`
	Free               []FreeSection      `json:"free,omitempty" label:"其他章节" validate:"dive"`

	BasicData                BasicData                `json:"basic_data,omitzero" label:"基础数据表"`
	DepartmentSelfEvaluation DepartmentSelfEvaluation `json:"department_self_evaluation,omitzero" label:"部门整体支出绩效自评表"`
	ProjectSelfEvaluations   []ProjectSelfEvaluation  `json:"project_self_evaluations,omitempty" label:"项目支出绩效自评表" validate:"dive"`
	BudgetAndFinalAccounts   BudgetAndFinalAccounts   `json:"budget_and_final_accounts,omitzero" label:"部门预算收支决算情况表"`
	ThreePublicExpenses      ThreePublicExpenses      `json:"three_public_expenses,omitzero" label:"三公经费支出情况表"`
	CostIndicators           CostIndicators           `json:"cost_indicators,omitzero" label:"项目支出成本指标表"`
	IndicatorFramework       IndicatorFramework       `json:"indicator_framework,omitzero" label:"指标体系评分表"`

	Attachments []Attachment   `json:"attachments,omitempty" label:"附件" validate:"dive"`
	Outline     []OutlineEntry `json:"outline,omitempty" label:"提纲" validate:"dive"`
}

// Kind is what a report is about.
type Kind string

// The kinds of report.
const (
	KindDepartment  Kind = "部门整体"
	KindProject     Kind = "项目"
	KindSpecialFund Kind = "专项资金"
)

// Meta says whose report this is, about what and when.
type Meta struct {
	Unit      string `json:"unit" label:"单位名称" validate:"required"`
	Year      int    `json:"year" label:"年度" doc:"报告所评价的年度，如 2023" validate:"required,min=1990,max=2100"`
	Kind      Kind   `json:"kind" label:"报告类型" doc:"部门整体、项目 或 专项资金" validate:"required,oneof=部门整体 项目 专项资金"`
	Title     string `json:"title,omitzero" label:"标题" doc:"不填则按模板印"`
	Subject   string `json:"subject,omitzero" label:"项目或专项名称" doc:"项目、专项资金报告填写"` // the project or special fund that the report is about
	Signature string `json:"signature,omitzero" label:"落款单位" doc:"不填则为单位名称"`     // blank: the unit
	Date      Date   `json:"date,omitzero" label:"成文日期"`
	Profile   string `json:"profile,omitzero" label:"模板" doc:"不填则为 hunan"` // id of the profile that renders it; blank: hunan
	Scheme    string `json:"scheme,omitzero" label:"评分方案" doc:"不填则按模板"`    // id of the scheme of weights and bands; blank: the profile's own
}

// Attachment is an entry of the list of attachments (附件说明).
type Attachment struct {
	Number string `json:"number,omitzero" label:"编号" doc:"如 1，不填则按先后"` // as printed: 1, 附件1; blank: its place in the list
	Title  string `json:"title" label:"名称" validate:"required"`
	Form   string `json:"form,omitzero" label:"表单" doc:"所附表单的字段名，如 basic_data、project_self_evaluations[0]"` // path of the form attached: basic_data, project_self_evaluations[2]
}

// OutlineEntry is a heading of a report that was read in, in printed order. A report with an outline can be printed with
// its own headings and numbers, wrong ones included; one without is printed with the headings of its profile.
type OutlineEntry struct {
	Heading string `json:"heading,omitzero" label:"标题"` // number and words, as printed; blank for text before the first heading
	Level   int    `json:"level,omitzero" label:"级别" doc:"1 为最高一级" validate:"min=0,max=9"`
	Section string `json:"section,omitzero" label:"章节" doc:"其下内容所在的字段，如 duties、free[0]"` // path of the section whose narrative stands below: duties, free[0]
	RunIn   bool   `json:"run_in,omitzero" label:"接排" doc:"true 表示正文与标题同一行"`             // the first paragraph follows the heading on the same line
}
