package sql

// Statements whose plans are looked at.
const (
	LookUp     = lookUp
	ClaimCards = claimCards
)
