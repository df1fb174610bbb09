package codec

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v3"
)

func parseYAML(data []byte, fault fault) (n *node, err *Error) {
	// The limits of parse keep the parser from running away; should it fail on some input, that input is still only
	// a broken file.
	defer func() {
		if recover() != nil {
			n, err = nil, fault(Syntax, 1, 1, "不是可以读懂的 YAML 文件")
		}
	}()
	documents := yaml.NewDecoder(bytes.NewReader(data))
	var first, second yaml.Node
	switch err := documents.Decode(&first); {
	case errors.Is(err, io.EOF):
		return nil, fault(Empty, 1, 1, emptyFile)
	case err != nil:
		return nil, brokenYAML(data, err, fault)
	}
	if err := documents.Decode(&second); err == nil {
		return nil, fault(Unsupported, second.Line, second.Column, "文件里有第二份 YAML 文档（“---”之后）；一个文件只能写一份，请分成两个文件")
	} else if !errors.Is(err, io.EOF) {
		return nil, brokenYAML(data, err, fault)
	}
	return fromYAML(&first, fault, 0)
}

func fromYAML(y *yaml.Node, fault fault, depth int) (*node, *Error) {
	switch {
	case depth > maxDepth:
		return nil, fault(Limit, y.Line, y.Column, "嵌套超过 %d 层", maxDepth)
	case y.Kind == yaml.AliasNode || y.Anchor != "":
		return nil, fault(Unsupported, y.Line, y.Column, "不支持 YAML 的锚点和别名（& 和 *），请把内容写出来；文字以 * 或 & 开头时请加引号")
	case y.Kind == yaml.DocumentNode:
		return fromYAML(y.Content[0], fault, depth)
	}
	n := &node{line: y.Line, column: y.Column}
	switch y.Kind {
	case yaml.SequenceNode:
		n.kind = list
		for _, c := range y.Content {
			item, err := fromYAML(c, fault, depth+1)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, item)
		}
	case yaml.MappingNode:
		n.kind = object
		for i := 0; i+1 < len(y.Content); i += 2 {
			k, v := y.Content[i], y.Content[i+1]
			if k.Kind != yaml.ScalarNode || k.Anchor != "" {
				return nil, fault(Unsupported, k.Line, k.Column, "字段名应是一个词，此处是一组内容")
			}
			item, err := fromYAML(v, fault, depth+1)
			if err != nil {
				return nil, err
			}
			n.keys = append(n.keys, key{k.Value, k.Line, k.Column})
			n.items = append(n.items, item)
		}
	default:
		return scalarFromYAML(y, n, fault)
	}
	return n, nil
}

func scalarFromYAML(y *yaml.Node, n *node, fault fault) (*node, *Error) {
	n.text = y.Value
	switch y.ShortTag() {
	case "!!null":
		n.kind, n.text = null, ""
	case "!!bool":
		n.kind = boolean
	case "!!int", "!!float":
		n.kind = number
	case "!!str", "!!timestamp", "!!merge":
		n.kind = text
	default:
		return nil, fault(Unsupported, y.Line, y.Column, "不支持 YAML 标签 %s，请直接写值", y.Tag)
	}
	return n, nil
}
