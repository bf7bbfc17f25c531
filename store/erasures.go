package store

// An ErasureLog remembers who was erased, outside what a backup holds.
type ErasureLog interface {
	// Append remembers an erasure durably. It comes before the erasure itself, so
	// that one which a crash cuts off is done again.
	Append(e Erasure) error
}
