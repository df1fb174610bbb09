// Package docxtemplate fills .docx templates: compile once, execute many times, stream each result.
//
//	t, err := docxtemplate.CompileFS(files, "form.docx")
//	…
//	err = t.Execute(w, data) // structs, maps, iter.Seq
//
// A template is an ordinary Word file with tags such as {{项目.名称}}. A table
// row that names a list repeats over it; a cell of such a row that uses only
// what an outer list provides is merged over the inner rows. Blocks are written
// in words, {{循环 附件}} … {{结束}}, {{如果 金额 > 0}} … {{否则}} … {{结束}}, and widen
// to the text, paragraphs or rows that hold both ends.
package docxtemplate
