// Package alarm decides when an operator is told that something is wrong, and
// when that it is over: one line at the beginning of an incident and one at its
// end, however the readings flap. It decides from readings and times alone;
// Board adds the lines, and Post brings them to somebody.
package alarm
