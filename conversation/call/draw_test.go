package call_test

import (
	"regexp"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

func TestMermaid(t *testing.T) {
	t.Parallel()
	c := call.Default()
	drawing := c.Mermaid()
	for _, line := range []string{
		"flowchart TD",
		"start --> f_place_name",
		"f_priorities --> template",
		`template -- "priority 2" --> t_p2_work["p2-work<br>number, people, by_date, measures, partners"]`,
		`f_sub_areas{{"sub_areas<br>some_of<br>if priorities: 4"}}`,
		"t_p2_work --> f_sub_areas",
		"t_p4h_access --> f_consent_publish",
		"template -- own words --> f_sub_areas",
		"f_sub_areas -- own words --> f_commitment",
		"f_sub_areas -- template --> f_consent_publish",
		"f_target_date --> f_consent_publish",
		"f_contact_email --> preview",
		"preview --> f_approvals",
		"f_approvals --> confirm",
		"confirm --> submitted",
	} {
		if !strings.Contains(drawing, "    "+line+"\n") && !strings.HasPrefix(drawing, line) {
			t.Errorf("there is no line %q", line)
		}
	}
	for _, f := range c.Fields {
		if !strings.Contains(drawing, string(f.Key)) {
			t.Errorf("%s is not drawn", f.Key)
		}
	}
	if drawing != c.Mermaid() {
		t.Error("two drawings differ")
	}
}

// Every arrow leads from and to a node that is drawn.
func TestMermaidArrows(t *testing.T) {
	t.Parallel()
	drawing := call.Default().Mermaid()
	nodes := regexp.MustCompile(`(?m)^ +(\w+)[\[({]|> (\w+)[\[({]`)
	drawn := map[string]bool{}
	for _, m := range nodes.FindAllStringSubmatch(drawing, -1) {
		drawn[m[1]+m[2]] = true
	}
	arrows := regexp.MustCompile(`(?m)^ +(\w+) .*> (\w+)`)
	for _, m := range arrows.FindAllStringSubmatch(drawing, -1) {
		if !drawn[m[1]] || !drawn[m[2]] {
			t.Errorf("an arrow without a node: %s", m[0])
		}
	}
}
