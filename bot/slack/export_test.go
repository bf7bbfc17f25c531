package slack

// Idle waits until all is done that goes on after an acknowledgement.
func (s *Slack) Idle() { s.begun.Wait() }
