package desk_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pledgebot/bot/bottest"
	"pledgebot/bot/desk"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// TestAWorkbookOpensInLibreOffice, which reads it as it was meant: what a city wrote is
// text and no formula, days are days and numbers numbers.
func TestAWorkbookOpensInLibreOffice(t *testing.T) {
	t.Parallel()
	if os.Getenv("PLEDGEBOT_TEST_OFFICE") == "" {
		missing := "needs LibreOffice, named by PLEDGEBOT_TEST_OFFICE: see make services"
		if os.Getenv("PLEDGEBOT_TEST_STRICT") == "1" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	p := received()
	p.Answers["population"] = pledge.Answer{Value: call.Value{"225741"}}
	p.Answers["target_date"] = pledge.Answer{Value: call.Value{"2028-06-30"}}
	var book bytes.Buffer
	x, err := desk.XLSX(&book, call.Default(), team, bottest.Shipped().Texts, "fr")
	if err != nil {
		t.Fatal(err)
	}
	written(t, x, p)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "pledges.xlsx"), book.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	// Comma, quote, UTF-8, from the first line, cells as they are shown: see "Filter
	// Options for CSV" in LibreOffice's help.
	office := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--norestore",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir", dir, filepath.Join(dir, "pledges.xlsx"))
	if out, err := office.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "pledges.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for column, want := range map[string]string{
		"reference": "CLA-2026-0001", "title": `=HYPERLINK("http://x.example","Viviendas")`, "population": "225741", "target_date": "2028-06-30",
		"submitted_at": "2026-11-25", "commitment": "Una frase, con coma;\ny una línea más.", "place_name": "Riobamba",
	} {
		i := slices.Index(rows[0], column)
		if i < 0 || !strings.HasPrefix(rows[1][i], want) {
			t.Errorf("%s reads %q, want %q", column, rows[1][max(i, 0)], want)
		}
	}
}
