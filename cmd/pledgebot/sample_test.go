package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A sample is a pledge that a city really made, as far as it was published.
type sample struct {
	ID, City, Country, Language, Level, Kind, Title, Description, Beneficiaries string

	Priorities []int
	SubAreas   []string `json:"sub_areas"`
	Actions    []string
	Partners   []string
	Timeline   struct{ Start, Target string }
	Indicators []struct {
		Name   string
		Target int
	}
	JointWith []struct{ City, Country string } `json:"joint_with"`
}

// defaults are what the samples leave open.
type defaults struct {
	LeftOut   []string            `json:"left_out"`
	Entity    map[string]string   // the government's name, by language
	Countries map[string]string   // as the sample's own language calls them
	Thousands map[string]string   // what stands between groups of figures
	SubAreas  []string            `json:"sub_areas"`
	Publish   string              `json:"consent_publish"`
	Mail      string              `json:"contact_email"`
	Office    map[string]string   // which holds the mandate
	Date      map[string]string   // the layout of a day
	Month     map[string]string   // and of a month
	Months    map[string][]string // where they are not called as in English

	today, agreed string // agreed is the day before: in no time zone is it to come
	soon          string // a target instead of one that has passed
}

func readSamples(t *testing.T, now time.Time) ([]sample, defaults) {
	t.Helper()
	var file struct{ Pledges []sample }
	var d defaults
	for name, into := range map[string]any{"sample-pledges.json": &file, "samples-defaults.json": &d} {
		text, err := os.ReadFile("testdata/" + name)
		if err == nil {
			err = json.Unmarshal(text, into)
		}
		if err != nil {
			t.Fatalf("read %s: %v", name, err)
		}
	}
	d.today, d.agreed = now.Format(time.DateOnly), now.AddDate(0, 0, -1).Format(time.DateOnly)
	d.soon = now.AddDate(2, 0, 0).Format(time.DateOnly)
	return slices.DeleteFunc(file.Pledges, func(s sample) bool { return slices.Contains(d.LeftOut, s.ID) }), d
}

// complete fills what is missing, and moves a target that has passed.
func (s sample) complete(d defaults) sample {
	if s.Timeline.Target <= d.today {
		s.Timeline.Target = d.soon
	}
	if len(s.SubAreas) == 0 {
		s.SubAreas = d.SubAreas
	}
	s.Description = strings.TrimSpace(cut(s.Description, 600))
	s.Title = strings.TrimSpace(cut(s.Title, 160))
	s.Beneficiaries = strings.TrimSpace(cut(s.Beneficiaries, 300))
	return s
}

func cut(text string, most int) string {
	r := []rune(text)
	return string(r[:min(len(r), most)])
}

// level is the choice that stands for what the sample calls its level.
func (s sample) level() string {
	if s.Level == "regional" || s.Level == "departmental" {
		return "province"
	}
	return "municipality"
}

// inWords writes an ISO date with its precision in a language.
func (d defaults) inWords(lang, iso string) string {
	layouts := map[int]string{len("2006"): "2006", len("2006-01"): d.Month[lang], len(time.DateOnly): d.Date[lang]}
	at, err := time.Parse(time.DateOnly[:len(iso)], iso)
	if err != nil {
		panic(err)
	}
	text := at.Format(layouts[len(iso)])
	if names := d.Months[lang]; names != nil {
		text = strings.Replace(text, at.Month().String(), names[at.Month()-1], 1)
	}
	return text
}

// figures writes a number as a language does.
func (d defaults) figures(lang string, n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + d.Thousands[lang] + text[i:]
	}
	return text
}

// answers are what the export must hold: everything that is typed, in its
// canonical form.
func (s sample) answers(d defaults) map[string][]string {
	out := map[string][]string{
		"place_name": {s.City}, "country": {s.Country}, "entity_name": {fmt.Sprintf(d.Entity[s.Language], s.City)},
		"admin_level": {s.level()}, "priorities": s.priorities(), "commitment": {s.Description}, "title": {s.Title},
		"target_date": {s.Timeline.Target}, "kind": {s.Kind}, "beneficiaries": pieces(s.Beneficiaries),
		"partners": s.Partners, "actions": s.Actions, "consent_publish": {d.Publish}, "contact_email": {s.mail(d)},
		"approvals": {"office=" + d.Office[s.Language] + "\x1edate=" + d.agreed},
	}
	if slices.Contains(s.Priorities, 4) {
		out["sub_areas"] = s.SubAreas
	}
	if s.Timeline.Start != "" {
		out["start_date"] = []string{s.Timeline.Start}
	}
	for _, i := range s.Indicators {
		item := "name=" + i.Name
		if i.Target > 0 {
			item += "\x1etarget=" + strconv.Itoa(i.Target)
		}
		out["indicators"] = append(out["indicators"], item)
	}
	for _, j := range s.JointWith {
		out["joint_with"] = append(out["joint_with"], "place="+j.City+"\x1ecountry="+j.Country)
	}
	for key, value := range out {
		if len(value) == 0 {
			delete(out, key)
		}
	}
	return out
}

func (s sample) priorities() []string {
	var ids []string
	for _, p := range slices.Sorted(slices.Values(s.Priorities)) {
		ids = append(ids, strconv.Itoa(p))
	}
	return ids
}

func (s sample) mail(d defaults) string { return fmt.Sprintf(d.Mail, s.ID) }

// pieces are groups of people as one writes them: a semicolon parts them.
func pieces(text string) []string {
	var out []string
	for piece := range strings.SplitSeq(text, ";") {
		out = append(out, strings.TrimSpace(piece))
	}
	return out
}
