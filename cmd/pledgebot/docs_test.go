package main

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/prometheus/client_golang/prometheus"

	"pledgebot/bot/ops"
)

func document(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// section is what stands under a heading of the second level.
func section(t *testing.T, doc, heading string) string {
	t.Helper()
	_, rest, found := strings.Cut(doc, "\n## "+heading+"\n")
	if !found {
		t.Fatalf("there is no heading %q", heading)
	}
	text, _, _ := strings.Cut(rest, "\n## ")
	return text
}

// found lists what a pattern's group matches, sorted.
func found(pattern, text string) []string {
	var all []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return slices.Sorted(slices.Values(all))
}

func same(t *testing.T, what string, documented, known []string) {
	t.Helper()
	if slices.Sort(known); len(known) == 0 || !slices.Equal(documented, known) {
		t.Errorf("%s in docs/operations.md:\n%q\nand in the program:\n%q", what, documented, known)
	}
}

// settingNames are all settings of a service: "--flag VARIABLE".
func settingNames() []string {
	var all []string
	for _, of := range []reflect.Type{reflect.TypeFor[Settings](), reflect.TypeFor[config](), reflect.TypeFor[slackConfig](), reflect.TypeFor[mailConfig]()} {
		for i := range of.NumField() {
			if tag := of.Field(i).Tag; tag.Get("name") != "" { // otherwise its fields are settings
				all = append(all, "--"+tag.Get("name")+" "+tag.Get("env"))
			}
		}
	}
	return all
}

func TestRightsAreDocumented(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"rights"}, streams{out: &out, err: &errs}); code != 0 {
		t.Fatalf("exit %d: %s", code, &errs)
	}
	if out.String() != document(t, "docs/rights.md") {
		t.Error("docs/rights.md is stale: make generate")
	}
}

func TestSettingsAreDocumented(t *testing.T) {
	t.Parallel()
	rows := section(t, document(t, "docs/operations.md"), "Settings")
	var documented []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(--[a-z-]+)` \\| `([A-Z_]+)` \\|").FindAllStringSubmatch(rows, -1) {
		documented = append(documented, m[1]+" "+m[2])
	}
	slices.Sort(documented)
	same(t, "settings", documented, settingNames())
}

func TestMetricsAreDocumented(t *testing.T) {
	t.Parallel()
	descriptions := make(chan *prometheus.Desc)
	go func() {
		ops.NewMetrics("test", time.Now).Registry.Describe(descriptions)
		close(descriptions)
	}()
	known := map[string]bool{}
	for d := range descriptions {
		for _, name := range found(`fqName: "(pledgebot_[a-z_]+)"`, d.String()) {
			known[name] = true
		}
	}
	rows := section(t, document(t, "docs/operations.md"), "Metrics")
	same(t, "metrics", found("(?m)^\\| `(pledgebot_[a-z_]+)` \\|", rows), slices.Collect(maps.Keys(known)))
}

func TestAlarmsAreDocumented(t *testing.T) {
	t.Parallel()
	var known []string
	for name := range ops.Dampings() {
		known = append(known, string(name))
	}
	headings := section(t, document(t, "docs/operations.md"), "Alarms")
	same(t, "alarms", found(`(?m)^### (.+)$`, headings), known)
}

func TestComposeSetsKnownVariables(t *testing.T) {
	t.Parallel()
	var file struct {
		Services map[string]struct {
			Environment map[string]string `yaml:"environment"`
		} `yaml:"services"`
	}
	if err := yaml.Unmarshal([]byte(document(t, "compose.yaml")), &file); err != nil {
		t.Fatal(err)
	}
	known := strings.Fields(strings.Join(settingNames(), " "))
	set := file.Services["bot"].Environment
	if len(set) == 0 {
		t.Fatal("compose.yaml sets nothing for the bot")
	}
	for name := range set {
		if !slices.Contains(known, name) {
			t.Errorf("compose.yaml sets %s, which no setting reads", name)
		}
	}
}

// unitKeys are what the systemd unit cannot do without.
var unitKeys = []string{
	"ExecStart=/usr/local/bin/pledgebot serve", "Restart=always", "TimeoutStopSec=30s", "DynamicUser=yes",
	"StateDirectory=pledgebot", "LoadCredential=token:", "Environment=TELEGRAM_BOT_TOKEN_FILE=%d/token",
	"ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "NoNewPrivileges=yes", "CapabilityBoundingSet=\n",
	"MemoryDenyWriteExecute=yes", "RestrictAddressFamilies=", "SystemCallFilter=@system-service", "WantedBy=multi-user.target",
}

func TestUnitIsComplete(t *testing.T) {
	t.Parallel()
	_, rest, _ := strings.Cut(document(t, "docs/operations.md"), "```ini\n")
	unit, _, _ := strings.Cut(rest, "```")
	for _, key := range unitKeys {
		if !strings.Contains(unit, "\n"+key) {
			t.Errorf("the unit lacks %s", key)
		}
	}
	verifier, err := exec.LookPath("systemd-analyze") //nolint:misspell // its name
	if err != nil {
		return // its keys were checked
	}
	program, err := exec.LookPath("pledgebot")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "pledgebot.service")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(unit, "/usr/local/bin/pledgebot", program)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(verifier, "verify", path).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("verify the unit: %v\n%s", err, out)
	}
}
