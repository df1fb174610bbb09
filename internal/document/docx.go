package document

import "io"

func ReadDocx(src io.ReaderAt, size int64, o Options) (*Document, error) { return nil, nil }
