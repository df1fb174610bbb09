package opc_test

import (
	"bytes"
	"fmt"

	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/opc/hostile"
)

func ExampleOpen() {
	file := hostile.Zip{Files: hostile.Minimal(nil)}.Bytes()
	p, err := opc.Open(bytes.NewReader(file), int64(len(file)), opc.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Kind(), p.MainDocument())

	file = file[:len(file)-10] // the download stopped early
	_, err = opc.Open(bytes.NewReader(file), int64(len(file)), opc.Limits{})
	fmt.Println(err)
	// Output:
	// docx word/document.xml
	// 文件不完整：找不到压缩包末尾的目录。文件可能没有传完或已损坏，请重新获取
}
