package extract

type fieldRules struct {
	Amounts []string `json:"amounts,omitempty" label:"金额"`
}

func (f *fieldRules) compile() error { return nil }

func (b *builder) figures() {}
func (b *builder) items()   {}
