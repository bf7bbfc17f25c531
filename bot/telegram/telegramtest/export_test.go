package telegramtest

// Nudge wakes those who Await something outside the Server.
func (s *Server) Nudge() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed()
}
