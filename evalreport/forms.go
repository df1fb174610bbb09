package evalreport

// Filing is the line under a form: who filled it in, when, and who answers for it.
type Filing struct {
	Preparer string `json:"preparer,omitzero" label:"填表人"`
	Date     Date   `json:"date,omitzero" label:"填报日期"`
	Phone    string `json:"phone,omitzero" label:"联系电话" validate:"omitempty,phone"`
	Head     string `json:"head,omitzero" label:"单位负责人"`
}

// BasicData is the form 部门整体支出绩效评价基础数据表 (Hunan, attachment 1). Amounts in 万元.
type BasicData struct {
	Staffing    BasicStaffing    `json:"staffing,omitzero" label:"财政供养人员,inline"`
	Expenditure BasicExpenses    `json:"expenditure,omitzero" label:"经费控制情况,inline"`
	ThreePublic BasicThreePublic `json:"three_public,omitzero" label:"三公经费明细,inline"`
	Procurement BasicRow         `json:"procurement,omitzero" label:"政府采购金额"`
	Buildings   []Building       `json:"buildings,omitempty" label:"楼堂馆所" validate:"dive"`
	Thrift      string           `json:"thrift,omitzero" label:"厉行节约保障措施"`
	Filing      Filing           `json:"filing,omitzero" label:"填表信息,inline"`
}

// BasicStaffing is the staff paid by the treasury (财政供养人员情况, 人).
type BasicStaffing struct {
	Quota       Count   `json:"quota,omitzero" label:"编制数" doc:"人" validate:"nonnegative,whole"`
	OnDuty      Count   `json:"on_duty,omitzero" label:"实际在职人数" doc:"人" validate:"nonnegative,whole"`
	OnDutyNote  string  `json:"on_duty_note,omitzero" label:"在职人数说明" doc:"印在人数后面的说明，连同括号"` // as printed behind the number, brackets included
	Excluded    Count   `json:"excluded,omitzero" label:"扣除人数" doc:"人，在职但按规定不计入控制率的，如派驻人员" validate:"nonnegative,whole"`
	ControlRate Percent `json:"control_rate,omitzero" label:"控制率" doc:"百分比，（在职-扣除）÷编制" validate:"nonnegative"`
}

// BasicRow is a row of the form's expenditure part: last year's account, this year's (adjusted) budget and account.
type BasicRow struct {
	Prior  Amount `json:"prior,omitzero" label:"上年决算数" validate:"nonnegative"`
	Budget Amount `json:"budget,omitzero" label:"预算数" doc:"万元，调整后的预算数" validate:"nonnegative"`
	Final  Amount `json:"final,omitzero" label:"决算数" validate:"nonnegative"`
}

// BasicExpenses is the control of expenditure (经费控制情况, 万元).
type BasicExpenses struct {
	Total     BasicRow     `json:"total,omitzero" label:"支出总额"`
	Basic     BasicRow     `json:"basic,omitzero" label:"基本支出"`
	Public    BasicRow     `json:"public,omitzero" label:"公用经费"`
	Project   BasicRow     `json:"project,omitzero" label:"项目支出"`
	Operation BasicRow     `json:"operation,omitzero" label:"运行维护经费"`
	Special   BasicRow     `json:"special,omitzero" label:"专项资金"`
	Specials  []SpecialRow `json:"specials,omitempty" label:"专项" validate:"dive"`
}

// SpecialRow is one special fund of the form.
type SpecialRow struct {
	Name string `json:"name" label:"名称" validate:"required"`
	BasicRow
}

// BasicThreePublic are the three public expenses as this form splits them.
type BasicThreePublic struct {
	Total            BasicRow `json:"total,omitzero" label:"三公经费"`
	Vehicles         BasicRow `json:"vehicles,omitzero" label:"公务用车购置和维护经费"`
	VehiclePurchase  BasicRow `json:"vehicle_purchase,omitzero" label:"公车购置"`
	VehicleOperation BasicRow `json:"vehicle_operation,omitzero" label:"公车运行维护"`
	Abroad           BasicRow `json:"abroad,omitzero" label:"出国经费"`
	Reception        BasicRow `json:"reception,omitzero" label:"公务接待"`
}

// Building is an office building or hall finished in the year (楼堂馆所): areas in ㎡, investment in 万元.
type Building struct {
	ApprovedArea       Amount  `json:"approved_area,omitzero" label:"批复规模" doc:"平方米" validate:"nonnegative"`
	ActualArea         Amount  `json:"actual_area,omitzero" label:"实际规模" doc:"平方米" validate:"nonnegative"`
	AreaRate           Percent `json:"area_rate,omitzero" label:"规模控制率" doc:"百分比，实际÷批复" validate:"nonnegative"`
	BudgetedInvestment Amount  `json:"budgeted_investment,omitzero" label:"预算投资" validate:"nonnegative"`
	ActualInvestment   Amount  `json:"actual_investment,omitzero" label:"实际投资" validate:"nonnegative"`
	InvestmentRate     Percent `json:"investment_rate,omitzero" label:"投资概算控制率" doc:"百分比，实际投资÷预算投资" validate:"nonnegative"`
}

// FundRow is a row of the funds part of a self-evaluation form (万元).
type FundRow struct {
	Initial  Amount  `json:"initial,omitzero" label:"年初预算数" validate:"nonnegative"`
	Budget   Amount  `json:"budget,omitzero" label:"全年预算数" validate:"nonnegative"`
	Executed Amount  `json:"executed,omitzero" label:"全年执行数" validate:"nonnegative"`
	Weight   Score   `json:"weight,omitzero" label:"分值" validate:"nonnegative"`
	Rate     Percent `json:"rate,omitzero" label:"执行率" doc:"百分比，全年执行数÷全年预算数" validate:"nonnegative"`
	Score    Score   `json:"score,omitzero" label:"得分" validate:"nonnegative"`
}

// YearGoal is the year's overall goal and what came of it (年度总体目标).
type YearGoal struct {
	Expected string `json:"expected,omitzero" label:"预期目标"`
	Actual   string `json:"actual,omitzero" label:"实际完成情况"`
}

// IndicatorClass is a first-level indicator (一级指标): 成本, 产出, 效益, 满意度指标.
type IndicatorClass struct {
	Name   string           `json:"name" label:"名称" doc:"如 产出指标" validate:"required"`
	Weight Score            `json:"weight,omitzero" label:"分值" validate:"nonnegative"` // printed behind the name: 产出指标（50分）
	Groups []IndicatorGroup `json:"groups,omitempty" label:"二级指标" validate:"dive"`
}

// IndicatorGroup is a second-level indicator (二级指标): 数量, 质量, 时效指标 and so on.
type IndicatorGroup struct {
	Name   string      `json:"name" label:"名称" doc:"如 数量指标" validate:"required"`
	Weight Score       `json:"weight,omitzero" label:"分值" validate:"nonnegative"`
	Items  []Indicator `json:"items,omitempty" label:"三级指标" validate:"dive"`
}

// Indicator is a third-level indicator (三级指标), a row of a self-evaluation form.
type Indicator struct {
	Name   string  `json:"name,omitzero" label:"名称"`
	Target Measure `json:"target,omitzero" label:"年度指标值" doc:"如 ≥90%、100家"`
	Actual Measure `json:"actual,omitzero" label:"实际完成值" doc:"如 95%、102家"`
	Weight Score   `json:"weight,omitzero" label:"分值" validate:"nonnegative"`
	Score  Score   `json:"score,omitzero" label:"得分" validate:"nonnegative"`
	Reason string  `json:"reason,omitzero" label:"偏差原因" doc:"得分低于分值时填偏差原因分析及改进措施"` // 偏差原因分析及改进措施
}

// ScoreTotal is the last row of a form that scores (总分).
type ScoreTotal struct {
	Weight Score `json:"weight,omitzero" label:"分值" validate:"nonnegative"` // 100 on every official form
	Score  Score `json:"score,omitzero" label:"得分" validate:"nonnegative"`
}

// DepartmentSelfEvaluation is the form 部门整体支出绩效自评表 (Hunan, attachment 2).
type DepartmentSelfEvaluation struct {
	Department string           `json:"department,omitzero" label:"预算部门"`
	Funds      DepartmentFunds  `json:"funds,omitzero" label:"年度预算申请,inline"`
	Goal       YearGoal         `json:"goal,omitzero" label:"年度总体目标,inline"`
	Indicators []IndicatorClass `json:"indicators,omitempty" label:"一级指标" validate:"dive"`
	Total      ScoreTotal       `json:"total,omitzero" label:"总分"`
	Filing     Filing           `json:"filing,omitzero" label:"填表信息,inline"`
}

// DepartmentFunds is the year's budget of a department (年度预算申请), as a whole, by source and by nature (万元).
type DepartmentFunds struct {
	Total         FundRow            `json:"total,omitzero" label:"年度资金总额"`
	Fiscal        FundRow            `json:"fiscal,omitzero" label:"财政拨款" doc:"年度资金总额中的财政拨款，分栏列出的表才填"`
	BySource      FundsBySource      `json:"by_source,omitzero" label:"按收入性质分"`
	ByExpenditure FundsByExpenditure `json:"by_expenditure,omitzero" label:"按支出性质分"`
}

// FundsBySource splits the year's budget by source of income.
type FundsBySource struct {
	General        Amount `json:"general,omitzero" label:"一般公共预算" validate:"nonnegative"`
	GovernmentFund Amount `json:"government_fund,omitzero" label:"政府性基金拨款" validate:"nonnegative"`
	SpecialAccount Amount `json:"special_account,omitzero" label:"纳入专户管理的非税收入拨款" validate:"nonnegative"`
	Other          Amount `json:"other,omitzero" label:"其他资金" validate:"nonnegative"`
}

// FundsByExpenditure splits the year's budget by nature of expenditure.
type FundsByExpenditure struct {
	Basic   Amount `json:"basic,omitzero" label:"基本支出" validate:"nonnegative"`
	Project Amount `json:"project,omitzero" label:"项目支出" validate:"nonnegative"`
}

// ProjectSelfEvaluation is the form 项目支出绩效自评表 (财预〔2020〕10号, attachment 1), also in its variant with 成本指标 as a
// first-level indicator, and as 专项资金绩效自评表.
type ProjectSelfEvaluation struct {
	Title             string           `json:"title,omitzero" label:"表名" doc:"不填则按表单印，专项资金自评表可填专项名称"` // when it is not the form's own
	Project           string           `json:"project" label:"项目名称" validate:"required"`
	Department        string           `json:"department,omitzero" label:"主管部门"`
	CentralDepartment string           `json:"central_department,omitzero" label:"中央主管部门" doc:"中央对地方转移支付才填"`
	Implementer       string           `json:"implementer,omitzero" label:"实施单位"`
	Funds             ProjectFunds     `json:"funds,omitzero" label:"项目资金,inline"`
	FundManagement    FundManagement   `json:"fund_management,omitzero" label:"资金管理情况" doc:"中央对地方转移支付才填"`
	Goal              YearGoal         `json:"goal,omitzero" label:"年度总体目标,inline"`
	Indicators        []IndicatorClass `json:"indicators,omitempty" label:"一级指标" validate:"dive"`
	Total             ScoreTotal       `json:"total,omitzero" label:"总分"`
	Grade             Grade            `json:"grade,omitzero" label:"自评等级" doc:"优、良、中 或 差" validate:"grade"`
	Conclusion        string           `json:"conclusion,omitzero" label:"评价结论"`
	Problems          string           `json:"problems,omitzero" label:"存在问题"`
	Actions           string           `json:"actions,omitzero" label:"改进措施"`
	Remarks           string           `json:"remarks,omitzero" label:"其他需要说明事项"`
	Filing            Filing           `json:"filing,omitzero" label:"填表信息,inline"`
}

// ProjectFunds are the project's funds by source (项目资金, 万元). A form prints those sources that its locality asks for.
type ProjectFunds struct {
	Total          FundRow `json:"total,omitzero" label:"年度资金总额"`
	Fiscal         FundRow `json:"fiscal,omitzero" label:"当年财政拨款"`
	Central        FundRow `json:"central,omitzero" label:"中央财政资金"`
	Local          FundRow `json:"local,omitzero" label:"地方财政资金"`
	CarryIn        FundRow `json:"carry_in,omitzero" label:"上年结转资金"`
	SpecialAccount FundRow `json:"special_account,omitzero" label:"财政专户管理资金"`
	Own            FundRow `json:"own,omitzero" label:"单位资金"`
	Other          FundRow `json:"other,omitzero" label:"其他资金"`
}

// FundManagement is how the money of a transfer from the centre was managed (资金管理情况), question by question.
type FundManagement struct {
	Allocation     FundCheck `json:"allocation,omitzero" label:"分配科学性"`
	Release        FundCheck `json:"release,omitzero" label:"下达及时性"`
	Payment        FundCheck `json:"payment,omitzero" label:"拨付合规性"`
	Use            FundCheck `json:"use,omitzero" label:"使用规范性"`
	Execution      FundCheck `json:"execution,omitzero" label:"执行准确性"`
	Performance    FundCheck `json:"performance,omitzero" label:"预算绩效管理情况"`
	Responsibility FundCheck `json:"responsibility,omitzero" label:"支出责任履行情况"`
}

// FundCheck is the answer to one question of [FundManagement].
type FundCheck struct {
	Situation string `json:"situation,omitzero" label:"情况说明"`
	Problems  string `json:"problems,omitzero" label:"存在问题和改进措施"`
}

// BudgetAndFinalAccounts is the form 部门预算收支决算情况 (万元).
type BudgetAndFinalAccounts struct {
	Budget     AccountsRow `json:"budget,omitzero" label:"预算情况"`
	Final      AccountsRow `json:"final,omitzero" label:"预算执行情况"`
	Difference string      `json:"difference,omitzero" label:"预算执行差异"`
}

// AccountsRow is a row of [BudgetAndFinalAccounts].
type AccountsRow struct {
	CarryIn     Amount `json:"carry_in,omitzero" label:"年初结转和结余"`
	General     Amount `json:"general,omitzero" label:"一般公共预算拨款"`
	OtherIncome Amount `json:"other_income,omitzero" label:"其他收入"`
	Income      Amount `json:"income,omitzero" label:"收入合计"`
	Wages       Amount `json:"wages,omitzero" label:"工资福利支出"`
	Goods       Amount `json:"goods,omitzero" label:"商品服务支出"`
	Family      Amount `json:"family,omitzero" label:"个人和家庭支出"`
	Capital     Amount `json:"capital,omitzero" label:"资本性支出"`
	Basic       Amount `json:"basic,omitzero" label:"基本支出小计"`
	Project     Amount `json:"project,omitzero" label:"项目支出"`
	Expenditure Amount `json:"expenditure,omitzero" label:"支出合计"`
	CarryOut    Amount `json:"carry_out,omitzero" label:"年末结转和结余"`
}

// ThreePublicExpenses is the form “三公经费”支出使用和管理情况 (万元).
type ThreePublicExpenses struct {
	Reception        ThreePublicRow `json:"reception,omitzero" label:"公务接待费"`
	VehicleOperation ThreePublicRow `json:"vehicle_operation,omitzero" label:"公车运行费"`
	Abroad           ThreePublicRow `json:"abroad,omitzero" label:"因公出国出境费"`
	Total            ThreePublicRow `json:"total,omitzero" label:"合计"`
}

// ThreePublicRow is a row of [ThreePublicExpenses].
type ThreePublicRow struct {
	Prior  Amount `json:"prior,omitzero" label:"上年决算"`
	Budget Amount `json:"budget,omitzero" label:"预算控制数"`
	Final  Amount `json:"final,omitzero" label:"决算"`
	Change Amount `json:"change,omitzero" label:"较上年增减"` // final - prior
}

// CostIndicators is the form 项目支出成本指标: each project with its ceiling (万元).
type CostIndicators struct {
	Projects []CostIndicator `json:"projects,omitempty" label:"项目" validate:"dive"`
}

// CostIndicator is a row of [CostIndicators].
type CostIndicator struct {
	Name   string  `json:"name" label:"项目名称" validate:"required"`
	Target Measure `json:"target,omitzero" label:"成本指标" doc:"如 ≤25，单位万元"` // ≤25, in 万元
}

// IndicatorFramework is the form 项目支出绩效评价指标体系框架 (财预〔2020〕10号, attachment 2), with scores.
type IndicatorFramework struct {
	Classes []FrameworkClass `json:"classes,omitempty" label:"一级指标" validate:"dive"`
	Total   ScoreTotal       `json:"total,omitzero" label:"合计"`
}

// FrameworkClass is a first-level indicator of the framework: 决策, 过程, 产出, 效益.
type FrameworkClass struct {
	Name   string           `json:"name" label:"名称" doc:"如 决策" validate:"required"`
	Weight Score            `json:"weight,omitzero" label:"分值" validate:"nonnegative"`
	Groups []FrameworkGroup `json:"groups,omitempty" label:"二级指标" validate:"dive"`
}

// FrameworkGroup is a second-level indicator of the framework.
type FrameworkGroup struct {
	Name   string          `json:"name" label:"名称" doc:"如 项目立项" validate:"required"`
	Weight Score           `json:"weight,omitzero" label:"分值" validate:"nonnegative"`
	Items  []FrameworkItem `json:"items,omitempty" label:"三级指标" validate:"dive"`
}

// FrameworkItem is a third-level indicator of the framework.
type FrameworkItem struct {
	Name        string `json:"name" label:"名称" doc:"如 立项依据充分性" validate:"required"`
	Weight      Score  `json:"weight,omitzero" label:"分值" validate:"nonnegative"`
	Explanation string `json:"explanation,omitzero" label:"指标解释"`
	Description string `json:"description,omitzero" label:"指标说明"`
	Criteria    string `json:"criteria,omitzero" label:"评分标准"`
	Score       Score  `json:"score,omitzero" label:"得分" validate:"nonnegative"`
}
