// Package house holds the picture of the project's packages, as a test.
package house
