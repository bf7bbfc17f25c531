// Package desk is what the mechanism team may see and do. It keeps no dialog:
// whatever it shows is decided by pledge.MayRead, whatever it does by
// pledge.Apply.
package desk
