package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"
)

// standard stands for standard input or output on the command line.
const standard = "-"

// writeOutput calls write with the named file, or standard output. The file appears whole or not at all: it is written
// under a temporary name beside its place and renamed. A device or a pipe is written to as it stands, and a link is
// followed.
func writeOutput(c *cobra.Command, name string, write func(io.Writer) error) error {
	if name == standard {
		return write(c.OutOrStdout())
	}
	mode := fs.FileMode(0o644)
	switch info, err := os.Stat(name); {
	case err != nil:
	case info.IsDir():
		return fmt.Errorf("%s：是文件夹，请用 -o 给出文件名", name)
	case !info.Mode().IsRegular():
		return writeDevice(name, write)
	default:
		mode = info.Mode().Perm()
		if target, err := filepath.EvalSymlinks(name); err == nil {
			return replace(name, target, mode, write)
		}
	}
	return replace(name, name, mode, write)
}

// replace writes a new file in the place of target, which messages call name.
func replace(name, target string, mode fs.FileMode, write func(io.Writer) error) (err error) {
	dir := filepath.Dir(target)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("%s：没有 %s 这个文件夹，请先建好", name, dir)
	}
	tmp, err := createTemp(dir, "."+filepath.Base(target)+".*")
	if err != nil {
		return fileError(name, err)
	}
	defer removeTemp(tmp) // once renamed there is nothing to remove
	if err := write(tmp); err != nil {
		return fileError(name, err)
	}
	if err := errors.Join(tmp.Chmod(mode), tmp.Close()); err != nil {
		return fileError(name, err)
	}
	if err := os.Rename(tmp.Name(), target); err != nil {
		return fileError(name, err)
	}
	return nil
}

func writeDevice(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fileError(name, err)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fileError(name, err)
	}
	return nil
}

// fileError says in Chinese what the system says of a file.
func fileError(name string, err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s：找不到文件或文件夹", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s：没有权限读写", name)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%s：是文件，不是文件夹", name)
	case isNoSpace(err):
		return fmt.Errorf("%s：空间已满，没有写出文件。请腾出空间，或者换一个地方", name)
	case errors.As(err, &path):
		return fmt.Errorf("%s：%v", name, path.Err)
	}
	return err
}
