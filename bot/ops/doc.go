// Package ops is what those who operate the service look at: metrics, health
// checks and the readings from which alarms are decided. It stands around the
// stores, the sender and the handler (Observe…), so that none of them knows of
// it. No metric names a person, a chat or a text.
package ops
