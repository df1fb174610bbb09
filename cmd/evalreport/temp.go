package main

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// temps are the temporary files that are being written, so that an interrupt leaves none behind.
var temps = struct {
	sync.Mutex
	names map[string]bool
	once  sync.Once
}{names: map[string]bool{}}

// createTemp is os.CreateTemp, for a file that an interrupt removes.
func createTemp(dir, pattern string) (*os.File, error) {
	temps.once.Do(func() {
		interrupts := make(chan os.Signal, 1)
		signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
		go func() {
			<-interrupts
			temps.Lock() // held until the end: no file is begun any more
			for name := range temps.names {
				os.Remove(name)
			}
			os.Exit(exitUnusable)
		}()
	})
	temps.Lock()
	defer temps.Unlock()
	f, err := os.CreateTemp(dir, pattern)
	if err == nil {
		temps.names[f.Name()] = true
	}
	return f, err
}

// removeTemp closes and removes a temporary file, if it still is one.
func removeTemp(f *os.File) {
	f.Close()
	temps.Lock()
	defer temps.Unlock()
	if temps.names[f.Name()] {
		os.Remove(f.Name())
		delete(temps.names, f.Name())
	}
}
