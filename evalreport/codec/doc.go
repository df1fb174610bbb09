// Package codec reads and writes reports as YAML and JSON, losing nothing.
//
//	report, origins, err := codec.Decode(data, "report.yaml")
//	…
//	err = codec.EncodeYAML(w, report)
//
// Keys are the fields' JSON names or their printed labels: quota and 编制数 are one field. Figures keep the text that they
// were written in, so that 2858.40 does not become 2858.4; null, ~ and nothing at all are blank. Whatever is wrong with a
// file (a key that no field has, a value of the wrong type, 12,34.5x for an amount, a key given twice) is reported at
// once, each fault with line, column and path; see [Errors].
//
// A YAML file holds one document. A second one is refused, since it would be lost; so are anchors and aliases, since a
// value that stands in two places has no place of its own to point at.
package codec
