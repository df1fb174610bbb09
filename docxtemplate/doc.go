// Package docxtemplate fills .docx templates: compile once, execute many times, stream each result. It also reads
// filled documents back.
//
//	t, err := docxtemplate.CompileFS(files, "form.docx") // all faults of the template, at once
//	…
//	err = t.Execute(w, data) // structs, maps, iter.Seq; decoded JSON or YAML will do
//
// # Templates
//
// A template is an ordinary Word file with tags, edited in Word by whoever knows the form:
//
//	{{项目.名称}}  {{年度 - 1}}          a value, in the format of the text where its name stands
//	{{金额 | 千分位:2 | 默认:—}}         formats, chained
//	{{循环 附件}} … {{结束}}             for each element of a list; {{序号}} is its number, {{.}} itself
//	{{如果 金额 > 0}} … {{否则}} … {{结束}}   conditions, in decimals
//	{{@公章}}                            a picture; or {{公章}} as the alt text of a placeholder picture
//	{{+正文}}                            rich content: [Rich], [Markdown], [Document], [Docx]
//	{{! 说明}}                           a note to the next editor
//
// Every word has an English alias (loop, if, else, end) and a sign (#, ?, /). The project's docs/directives.md shows
// each tag, format and function with what it prints.
//
// A table row that names a list repeats over it, by itself: nothing opens, nothing closes. A cell of such a row that
// uses only what an outer list provides is merged, by itself, over the inner rows:
//
//	| {{一级.名称}} | {{一级.二级.名称}} |   prints   | 产出 | 数量 |
//	                                                  | ^    | 质量 |
//	                                                  | 效益 | 社会 |
//
// A block widens to the smallest unit that holds both its ends: text, paragraphs, rows, or columns. A paragraph or row
// that holds only a block tag disappears. A list without elements prints no row, and a table without rows disappears.
//
// Tags work wherever text is: tables in tables, headers, footers, notes, comments, text boxes, content controls (whose
// own tag may be a path), hyperlinks and their addresses, fields, alt texts, charts and their workbooks, document
// properties. What Word and its users do to a tag does not matter: runs that split it, proofing marks, bookmarks,
// revisions, full-width ｛｛ ｝｝ ＃ ／ and curly quotes.
//
// # Names and data
//
// Names resolve innermost first; 上级.名称 is a name of the enclosing level. A struct field answers to its Go name, its
// json name and its label tag (label:"决算数"; label:"报告,inline" lets the fields below be used one level up). Without
// [Config.Type] and [Config.Schema] the shape is taken from the data, so plain JSON works too; with one of them every
// name is checked by Compile. [Config.Missing] says what a name that the data do not have prints: an error is the
// default, and it suggests the nearest name. Values print as their types print (encoding.TextAppender,
// encoding.TextMarshaler, fmt.Stringer); those with IsBlank print nothing when blank.
//
// # Promises
//
// A [Template] is immutable and safe for any number of goroutines. Output is the same bytes each time. Nothing is
// written when the data do not fit the template. Whatever is not a tag stays as it is, byte for byte inside its part; a
// part without tags is copied compressed. Rows stream: a million of them from an iterator need no more memory than one.
// Nothing in a template can run code, loop forever or reach the file system, and [Limits] bound what a hostile file can
// cost. Faults are an [ErrorList]: each [Error] has the place as Word counts it, the words nearby, a stable code and
// what to do. [Config.Lint] and [Annotate] help those who make templates.
//
// # The way back
//
// [Template.Extract] reads a filled document by the printed words around each tag ([Template.Outline]), never by
// position. What is not found is listed as missed, what no tag accounts for as unread; nothing is guessed.
package docxtemplate
