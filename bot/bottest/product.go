// Package bottest is what the tests of the runtime and of its platforms share.
package bottest

import (
	"pledgebot/conversation/call"
	"pledgebot/locales"
)

// Product is what ships: the Call and the texts. Neither changes.
type Product struct {
	Call  *call.Call
	Texts *locales.Catalogue
}

// Shipped is the product as it is built in. It panics where that has a mistake.
func Shipped() Product {
	texts, err := locales.Load(nil)
	if err != nil {
		panic(err)
	}
	c := call.Default()
	return Product{Call: c, Texts: texts.With(c)}
}
