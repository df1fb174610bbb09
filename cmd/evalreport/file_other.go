//go:build !unix

package main

func isNoSpace(error) bool { return false }
