package workload

import "fmt"

// Values are the single values of W1.
type Values struct {
	V01 string `json:"v01"`
	V02 string `json:"v02"`
	V03 string `json:"v03"`
	V04 string `json:"v04"`
	V05 string `json:"v05"`
	V06 string `json:"v06"`
	V07 string `json:"v07"`
	V08 string `json:"v08"`
	V09 string `json:"v09"`
	V10 string `json:"v10"`
	V11 string `json:"v11"`
	V12 string `json:"v12"`
	V13 string `json:"v13"`
	V14 string `json:"v14"`
	V15 string `json:"v15"`
	V16 string `json:"v16"`
	V17 string `json:"v17"`
	V18 string `json:"v18"`
	V19 string `json:"v19"`
	V20 string `json:"v20"`
	V21 string `json:"v21"`
	V22 string `json:"v22"`
	V23 string `json:"v23"`
	V24 string `json:"v24"`
	V25 string `json:"v25"`
	V26 string `json:"v26"`
	V27 string `json:"v27"`
	V28 string `json:"v28"`
	V29 string `json:"v29"`
	V30 string `json:"v30"`
	V31 string `json:"v31"`
	V32 string `json:"v32"`
	V33 string `json:"v33"`
	V34 string `json:"v34"`
	V35 string `json:"v35"`
	V36 string `json:"v36"`
	V37 string `json:"v37"`
	V38 string `json:"v38"`
	V39 string `json:"v39"`
	V40 string `json:"v40"`
	V41 string `json:"v41"`
	V42 string `json:"v42"`
	V43 string `json:"v43"`
	V44 string `json:"v44"`
	V45 string `json:"v45"`
	V46 string `json:"v46"`
	V47 string `json:"v47"`
	V48 string `json:"v48"`
	V49 string `json:"v49"`
	V50 string `json:"v50"`
	V51 string `json:"v51"`
	V52 string `json:"v52"`
	V53 string `json:"v53"`
	V54 string `json:"v54"`
	V55 string `json:"v55"`
	V56 string `json:"v56"`
	V57 string `json:"v57"`
	V58 string `json:"v58"`
	V59 string `json:"v59"`
	V60 string `json:"v60"`
}

// values makes them: names, sums, rates, dates and a few short sentences.
func values() (v Values) {
	for i, p := range v.all() {
		switch i % 4 {
		case 0:
			*p = fmt.Sprintf("%d.%02d 万元", 100+i*37, i)
		case 1:
			*p = fmt.Sprintf("%d.%d%%", 80+i%20, i%10)
		case 2:
			*p = fmt.Sprintf("2024年%d月%d日", 1+i%12, 1+i%28)
		default:
			*p = fmt.Sprintf("第%d项工作按计划推进 & 如期完成", i)
		}
	}
	return v
}

func (v *Values) all() []*string {
	return []*string{
		&v.V01, &v.V02, &v.V03, &v.V04, &v.V05, &v.V06, &v.V07, &v.V08, &v.V09, &v.V10,
		&v.V11, &v.V12, &v.V13, &v.V14, &v.V15, &v.V16, &v.V17, &v.V18, &v.V19, &v.V20,
		&v.V21, &v.V22, &v.V23, &v.V24, &v.V25, &v.V26, &v.V27, &v.V28, &v.V29, &v.V30,
		&v.V31, &v.V32, &v.V33, &v.V34, &v.V35, &v.V36, &v.V37, &v.V38, &v.V39, &v.V40,
		&v.V41, &v.V42, &v.V43, &v.V44, &v.V45, &v.V46, &v.V47, &v.V48, &v.V49, &v.V50,
		&v.V51, &v.V52, &v.V53, &v.V54, &v.V55, &v.V56, &v.V57, &v.V58, &v.V59, &v.V60,
	}
}
