package terminal

import (
	"os"
	"path/filepath"
	"testing"
)

func TestColorWanted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env      map[string]string
		terminal bool
		want     bool
	}{
		"a terminal":       {map[string]string{"TERM": "xterm"}, true, true},
		"a pipe":           {map[string]string{"TERM": "xterm"}, false, false},
		"asked not to":     {map[string]string{"NO_COLOR": "1"}, true, false},
		"an empty wish":    {map[string]string{"NO_COLOR": ""}, true, true},
		"a dumb terminal":  {map[string]string{"TERM": "dumb"}, true, false},
		"nothing is known": {nil, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ColorWanted(func(k string) string { return c.env[k] }, c.terminal); got != c.want {
				t.Errorf("wanted %v", got)
			}
		})
	}
}

func TestFilesAreNoTerminals(t *testing.T) {
	t.Parallel()
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	if _, ok := openConsole(f, f, false).(*plain); !ok {
		t.Error("a file is edited like a terminal")
	}
	if got := pageWidth(f, 0)(); got != usual {
		t.Errorf("a file is %d wide", got)
	}
}
