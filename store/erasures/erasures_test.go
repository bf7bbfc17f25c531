package erasures_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"sync"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/erasures"
)

var noon = time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)

func newLog(t *testing.T) erasures.File {
	t.Helper()
	return erasures.File(filepath.Join(t.TempDir(), "erasures"))
}

func add(t *testing.T, f erasures.File, who pledge.Person, at time.Time) {
	t.Helper()
	if err := f.Append(who, at); err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, f erasures.File, lines []int, want ...store.Erasure) {
	t.Helper()
	all, broken, err := f.Read()
	if err != nil || !reflect.DeepEqual(all, want) || !reflect.DeepEqual(broken, lines) {
		t.Errorf("%+v, broken %v, %v; not %+v, broken %v", all, broken, err, want, lines)
	}
}

func TestLogRemembersTheLastErasureOfEach(t *testing.T) {
	t.Parallel()
	f := newLog(t)
	add(t, f, "tg:1", noon)
	add(t, f, "tg:2", noon.Add(time.Hour))
	add(t, f, "tg:1", noon.Add(2*time.Hour))
	add(t, f, "tg:2", noon)
	wants(t, f, nil, store.Erasure{Person: "tg:1", At: noon.Add(2 * time.Hour)}, store.Erasure{Person: "tg:2", At: noon.Add(time.Hour)})
	info, err := os.Stat(string(f))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// A power cut may leave half a line: it is told of, and the next line is whole.
func TestCutOffLineTakesNoOtherWithIt(t *testing.T) {
	t.Parallel()
	f := newLog(t)
	add(t, f, "tg:1", noon)
	whole, err := os.ReadFile(string(f))
	if err != nil {
		t.Fatal(err)
	}
	for cut := 1; cut < len(whole)-1; cut++ {
		if err := os.WriteFile(string(f), append(whole[:len(whole):len(whole)], whole[:cut]...), 0o600); err != nil {
			t.Fatal(err)
		}
		wants(t, f, []int{2}, store.Erasure{Person: "tg:1", At: noon})
		add(t, f, "tg:2", noon)
		wants(t, f, []int{2}, store.Erasure{Person: "tg:1", At: noon}, store.Erasure{Person: "tg:2", At: noon})
	}
}

func TestLinesOfManyProcessesStayWhole(t *testing.T) {
	t.Parallel()
	f := newLog(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 20 {
				if err := f.Append(pledge.Person("tg:"+strconv.Itoa(100*i+j)), noon); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if got, broken, err := f.Read(); err != nil || len(got) != 160 || broken != nil {
		t.Errorf("%d erasures, broken %v, %v", len(got), broken, err)
	}
}

func TestMissingLogIsAnError(t *testing.T) {
	t.Parallel()
	if _, _, err := newLog(t).Read(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if err := erasures.File(filepath.Join(t.TempDir(), "no", "where")).Append("tg:1", noon); err == nil {
		t.Error("appended to nowhere")
	}
}
