// Package published holds the tests over published reports: they go in, come out again whole, and have their mistakes
// named. The reports are not part of the project; the tests read them from the folder that EVALREPORT_SEEDS names.
package published
