package slack

// Idle waits until all is shown that follows from what was taken.
func (s *Slack) Idle() {
	for range atOnce {
		s.room <- struct{}{}
	}
	for range atOnce {
		<-s.room
	}
}
