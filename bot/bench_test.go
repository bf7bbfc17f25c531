package bot_test

import (
	"testing"

	"pledgebot/store"
)

// BenchmarkTurn is one input, from the update until what follows is on the
// screen and settled: dialogs in memory, pledges in a file. Every turn of the
// template path counts once in len(templatePath).
func BenchmarkTurn(b *testing.B) {
	b.ReportAllocs()
	var ana *person
	for i := 0; b.Loop(); i++ {
		line := i % len(templatePath)
		if line == 0 {
			b.StopTimer()
			w := newWorld(b) // a file and a dialog that do not grow
			ana = w.person("ana", w.bot())
			b.StartTimer()
		}
		ana.does(templatePath[line])
	}
}

// BenchmarkTick is the lightest turn: a press that SQL does not hear of.
func BenchmarkTick(b *testing.B) {
	w := newWorld(b)
	ana := w.person("ana", w.bot())
	ana.does(templatePath[:6]...)
	event := ana.event("/choose 1")
	b.ReportAllocs()
	for b.Loop() {
		ana.hands(ana.update(event))
		w.clock.pass(store.InputMemory / 10)
	}
}
