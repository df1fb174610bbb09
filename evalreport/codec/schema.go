package codec

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"

	"github.com/invopop/jsonschema"

	"github.com/evalreport/go/evalreport"
)

// Schema is a JSON Schema (draft 2020-12) of a report as [Decode] reads it under the fields' JSON names, for editors and
// for programs that write reports. Descriptions are the printed labels. The labels are not keys of it, though Decode
// takes them. It is the same bytes every time.
func Schema() []byte { return schema() }

var schema = sync.OnceValue(func() []byte {
	r := jsonschema.Reflector{Anonymous: true, Mapper: leafSchema}
	s := r.ReflectFromType(reflect.TypeFor[evalreport.Report]())
	s.ID = "https://github.com/evalreport/go/report.schema.json"
	s.Title = "绩效自评报告"
	for t := range structsOf(reflect.TypeFor[evalreport.Report](), map[reflect.Type]bool{}) {
		if d := s.Definitions[t.Name()]; d != nil && d.Properties != nil {
			describe(d, t)
		}
	}
	allowShorthand(s.Definitions)
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic(err) // the schema of a type that is known when the program is built
	}
	return append(b, '\n')
})

// structsOf are the structs that make up t.
func structsOf(t reflect.Type, seen map[reflect.Type]bool) map[reflect.Type]bool {
	switch {
	case t.Kind() == reflect.Slice:
		return structsOf(t.Elem(), seen)
	case t.Kind() != reflect.Struct || seen[t] || leafSchema(t) != nil:
		return seen
	}
	seen[t] = true
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			structsOf(f.Type, seen)
		}
	}
	return seen
}

// describe adds to the properties what the labels and the checks of fields say. A field that may be left out may be null
// as well; one that is required may not.
func describe(d *jsonschema.Schema, t reflect.Type) {
	d.Required = nil
	for _, f := range shapeOf(t).fields {
		p, ok := d.Properties.Get(f.JSON)
		if !ok {
			continue
		}
		field := t.FieldByIndex(f.Index)
		note := strings.Join(nonempty(f.Label, f.doc, unitOf(field.Type, f.doc)), "，")
		required := strings.HasPrefix(field.Tag.Get("validate"), "required")
		if required || field.Type == reflect.TypeFor[evalreport.Meta]() {
			d.Required = append(d.Required, f.JSON)
		}
		switch {
		case required && p.Type == "string":
			p = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "string", MinLength: new(uint64(1))}, {Type: "number"}}}
		case required:
			p = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{p}}
		case p.Ref != "":
			p = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Ref: p.Ref}, {Type: "null"}}}
		default:
			p = nullable(p)
		}
		constrain(p, field)
		p.Description = note
		d.Properties.Set(f.JSON, p)
	}
}

// nullable allows for nothing, and for a number without quotes where a text belongs, in lists too.
func nullable(p *jsonschema.Schema) *jsonschema.Schema {
	if p.Items != nil {
		p.Items = nullable(p.Items)
	}
	switch {
	case p.AnyOf != nil:
		return p
	case p.Type == "string":
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "string"}, {Type: "number"}, {Type: "null"}}}
	}
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{p, {Type: "null"}}}
}

// constrain adds what the validate tag says, as far as a schema can say it.
func constrain(p *jsonschema.Schema, f reflect.StructField) {
	for _, rule := range strings.Split(f.Tag.Get("validate"), ",") {
		name, argument, _ := strings.Cut(rule, "=")
		switch name {
		case "oneof":
			p.AnyOf = []*jsonschema.Schema{{Enum: enum(strings.Fields(argument))}}
		case "grade":
			p.AnyOf = []*jsonschema.Schema{{Enum: enum([]string{"优", "良", "中", "差", "优秀", "良好", "合格", "一般", "及格", "中等", "不合格", "较差", ""})}, {Type: "null"}}
		case "min":
			p.AnyOf[0].Minimum = json.Number(argument)
		case "max":
			p.AnyOf[0].Maximum = json.Number(argument)
		case "nonnegative":
			for _, one := range p.AnyOf {
				if one.Type == "number" {
					one.Minimum = "0"
				} else if one.Pattern != "" {
					one.Pattern = strings.Replace(one.Pattern, "[-+−]?", "\\+?", 1)
				}
			}
		}
	}
}

func enum(words []string) []any {
	out := make([]any, len(words))
	for i, w := range words {
		out[i] = w
	}
	return out
}

// leafSchema is the schema of what is written as one value.
func leafSchema(t reflect.Type) *jsonschema.Schema {
	if t.Kind() != reflect.Struct || !reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return nil
	}
	pattern := `^\s*(` + numeral + `\s*[^\d\s]{0,4}|[-—–/]{1,2})?\s*$`
	switch t {
	case reflect.TypeFor[evalreport.Percent]():
		pattern = `^\s*(` + numeral + `\s*[%％]?|[-—–/]{1,2})?\s*$`
	case reflect.TypeFor[evalreport.Date]():
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
			{Type: "string", Pattern: `^\s*(\d{4}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)?\s*$`}, {Type: "null"},
		}}
	}
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "number"}, {Type: "string", Pattern: pattern}, {Type: "null"}}}
}

// numeral is a number with or without separators of thousands.
const numeral = `[-+−]?(\d+|\d{1,3}([,，]\d{3})+)(\.\d+)?`

// allowShorthand lets a block of narrative be a string.
func allowShorthand(definitions jsonschema.Definitions) {
	block := *definitions["Block"]
	block.Version = ""
	definitions["Block"] = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "string"}, {Type: "number"}, {Type: "null"}, &block}}
}
