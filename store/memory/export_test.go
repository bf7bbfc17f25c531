package memory

// Kept is how many buckets are held.
func (l *Limits) Kept() int { return len(l.kept) }
