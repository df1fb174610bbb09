// Package evalreport is the typed report: what a budget unit files each year as its performance self-evaluation
// (绩效自评报告), with its sections, its forms and its attachments.
//
//	report, origins, err := codec.Decode(data, "报告.yaml")          // package codec: YAML and JSON
//	faults := evalreport.Validate(report)                          // each field's own shape, in Chinese
//	derived := evalreport.Derive(report, scheme)                   // sums, rates, scores, grade
//	outcome, err := audit.Report(report, origins, audit.Options{}) // package audit: fields, rules, what the locality prescribes
//	err = form.Builtin.Render(w, report)                           // package form: the report as .docx
//
// Figures are exact decimals, never floats: [Amount] is in 万元, and remembers the places that it was printed with. A
// blank figure is not a nought: the zero value of every type is a cell left empty, and prints nothing.
//
// A value has one name, used everywhere: basic_data.expenditure.total.final is its key in data files, its tag in Word
// templates, its name in formulas of rules and the address of a finding; 基础数据表.支出总额.决算数 is the same in Chinese.
// [Lookup], [Walk], [Label] and [Set] go by it.
//
// What a unit declared and what follows from it never share a field. [Derive] says what follows; [Fill] copies it into
// blanks, when asked.
//
// A report that was read from a document keeps its own words, headings and numbers ([Report.Published]); where each
// value stood is told beside it, by [Origins].
package evalreport
