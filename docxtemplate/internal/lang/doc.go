// Package lang is the small language between {{ and }}: it knows nothing of Word.
//
//	tag, err := lang.Parse("循环 附件 为 项", lang.Options{})   // tag.Kind == lang.Loop
//	v, err := tag.Expr.Eval(scope)
//	chain, err := registry.Bind(tag.Pipes)                        // once
//	v, err = chain.Apply(v)                                       // for each value
//
// A tag is one of
//
//	名称  a.b[0].c  年度 - 1  金额 | 千分位:2      Value
//	@图                                             Image
//	+正文                                           Rich
//	! 说明                                          Comment
//	循环 附件    循环 附件 为 项    #附件           Loop
//	如果 金额 > 0    ?x      ^x                     If, If, IfNot
//	否则如果 x > 1    否则                          ElseIf, Else
//	结束    结束 附件    /    /附件                 End
//	合并    合并:字段    不合并                     Merge, NoMerge
//	保留空行    分页                                KeepRow, PageBreak
//	"{{"                                            Literal
//
// Every word has an English alias (loop, for, if, else, end, merge, nomerge,
// keep, pagebreak) and every sign its full-width form: [Fold] is applied first.
// A value whose name is one of these words is written {{=end}} or {{`end`}}.
//
// Names are Chinese letters, Latin letters, digits, `_`, `.` and inner spaces;
// a[0] and a.0 both mean the first element. Anything else can be part of a name
// between backquotes. A parenthesised word directly behind a name that is not
// a function belongs to the name: {{金额（万元）}}.
//
// Expressions run on expr-lang, with every operator replaced by one that
// computes in decimals; nothing an expression can say loops, reads files or
// runs code, and its length and nesting are limited.
package lang
