package calendar

// Instant is what a zone's clock is read by.
var Instant = instant
