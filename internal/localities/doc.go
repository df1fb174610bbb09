// Package localities holds the reports that examples/localities writes to what each locality prescribes: its headings, its
// forms cell by cell, every figure in a sentence where the outline has it. There are only tests in it.
package localities
