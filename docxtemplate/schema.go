package docxtemplate

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strings"
)

// schemaShape takes the shape of the data from a JSON Schema: properties,
// items, local references and the first of several alternatives.
func schemaShape(src []byte) (*shape, error) {
	var root map[string]any
	if err := json.Unmarshal(src, &root); err != nil {
		return nil, fmt.Errorf("JSON Schema 无法读取：%w", err)
	}
	return (&schemaReader{root: root, seen: map[string]*shape{}}).shape(root, 0), nil
}

type schemaReader struct {
	root map[string]any
	seen map[string]*shape
}

func (r *schemaReader) shape(v any, depth int) *shape {
	m, _ := v.(map[string]any)
	if m == nil || depth > maxDepth {
		return unknown
	}
	if ref, ok := m["$ref"].(string); ok {
		if s, ok := r.seen[ref]; ok {
			return s
		}
		s := &shape{}
		r.seen[ref] = s
		*s = *r.shape(r.follow(ref), depth+1)
		return s
	}
	if props, ok := m["properties"].(map[string]any); ok {
		return r.object(m, props, depth)
	}
	if items, ok := m["items"]; ok {
		return &shape{class: classList, elem: r.shape(items, depth+1)}
	}
	for _, k := range []string{"allOf", "anyOf", "oneOf"} {
		if list, ok := m[k].([]any); ok {
			s := unknown
			for _, x := range list {
				o := r.shape(x, depth+1)
				if s.class == classLeaf && o.class == classLeaf && s.kind != o.kind {
					s = leaf // now one, now the other
				}
				s = s.join(o)
			}
			return s
		}
	}
	switch m["type"] {
	case "string":
		return stringLeaf(m)
	case "number", "integer":
		return &shape{class: classLeaf, kind: numberLeaf}
	case "boolean":
		return shapeOf(reflect.TypeFor[bool]())
	case "array":
		return &shape{class: classList, elem: unknown}
	}
	return unknown
}

// object is the shape of an object with properties. A title names its property too, unless a property is called so
// itself. A title that several properties have names none of them: which is meant cannot be known.
func (r *schemaReader) object(m, props map[string]any, depth int) *shape {
	s := &shape{class: classObject, fields: map[string]*shape{}, promised: true}
	s.alias, s.required = map[string]string{}, map[string]bool{}
	list, _ := m["required"].([]any)
	for _, name := range list {
		if k, ok := name.(string); ok {
			s.required[k] = true
		}
	}
	titled := map[string][]string{}
	for _, k := range slices.Sorted(maps.Keys(props)) {
		s.set(k, r.shape(props[k], depth+1))
		pm, _ := props[k].(map[string]any)
		if title, _ := pm["title"].(string); title != "" {
			titled[title] = append(titled[title], k)
		}
	}
	for title, names := range titled {
		if _, ok := props[title]; ok {
			continue
		}
		if len(names) > 1 {
			s.share(title, names)
			continue
		}
		s.set(title, s.fields[names[0]])
		s.alias[title] = names[0]
	}
	sort.Strings(s.keys)
	return s
}

// share notes a title that several properties have.
func (s *shape) share(title string, names []string) {
	if s.shared == nil {
		s.shared = map[string][]string{}
	}
	s.shared[foldName(title)] = names
}

// titled gives data the names that a schema has for theirs: what is checked
// with the schema's titles is filled with them. Of the elements of an iter.Seq
// that tell nothing before they come it knows what the schema says.
func (s *shape) titled(schema *shape, depth int) {
	switch {
	case depth > maxDepth:
	case s.class == classList && s.elem != nil && (s.elem.class == classUnknown || s.elem.open):
		s.elem = schema.element()
	case s.class == classList && s.elem != nil:
		s.elem.titled(schema.element(), depth+1)
	case s.class == classObject && s.fields != nil && schema.class == classObject:
		for _, k := range s.keys {
			if sub := schema.fields[k]; sub != nil {
				s.fields[k].titled(sub, depth+1)
			}
		}
		for title, name := range schema.alias {
			if sub, ok := s.fields[name]; ok && s.fields[title] == nil {
				if s.alias == nil {
					s.alias = map[string]string{}
				}
				s.alias[title] = name
				s.set(title, sub)
			}
		}
		sort.Strings(s.keys)
	}
}

// named adds, to the names that a template uses, those that stand behind the titles among them.
func (s *shape) named(names map[string]bool, seen map[*shape]bool) {
	for s.class == classList {
		s = s.element()
	}
	if seen[s] {
		return
	}
	seen[s] = true
	for title, name := range s.alias {
		if names[foldName(title)] {
			names[foldName(name)] = true
		}
	}
	for _, sub := range s.fields {
		sub.named(names, seen)
	}
}

// follow finds a local reference such as #/$defs/Amount.
func (r *schemaReader) follow(ref string) any {
	var v any = r.root
	for _, k := range strings.Split(strings.TrimPrefix(strings.TrimPrefix(ref, "#"), "/"), "/") {
		if k == "" {
			continue
		}
		m, _ := v.(map[string]any)
		v = m[strings.NewReplacer("~1", "/", "~0", "~").Replace(k)]
	}
	return v
}
