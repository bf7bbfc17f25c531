package call_test

import (
	"testing"

	"pledgebot/conversation/call"
)

func TestReadDate(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.Date}, []readCase{
		{"2028", "2028"},
		{"2028-06", "2028-06"},
		{"06/2028", "2028-06"},
		{"2028-06-30", "2028-06-30"},
		{"2028/6/3", "2028-06-03"},
		{"31.12.2030", "2030-12-31"},
		{"31 / 12 / 2030.", "2030-12-31"},
		{"31/12/2030", "2030-12-31"},
		{"12/19/2019", "2019-12-19"},
		{"04/04/2030", "2030-04-04"},
		{"٢٠٢٨", "2028"},
		{"AD 2030", "2030"},
		{"2030 CE", "2030"},
		{"01/01/1970", "1970-01-01"},
		{"29/02/2028", "2028-02-29"},
		{"03/04/2030", "? 2030-04-03 | 2030-03-04"},
		{"10.01.2023", "? 2023-01-10 | 2023-10-01"},
		{"31/12/30", "? 2030-12-31 | 2031-12-30"},
		{"15/06/27", "? 2027-06-15 | 2015-06-27"},
		{"20301231", "? 2030-12-31"},
		{"06/28", "? 2028-06"},
		{"29/02/2027", "problem.date_nonexistent"},
		{"31/06/2028", "problem.date_nonexistent"},
		{"30/02/28", "? 2030-02-28"},
		{"32/32/32", "problem.date"},
		{"31/13/2030", "problem.date"},
		{"13/2028", "problem.date"},
		{"0000-00-00", "problem.date"},
		{"31/12", "problem.date"},
		{"31/12.2030", "problem.date"},
		{"1e9", "problem.date"},
		{"soon", "problem.date"},
		{"2573 BE", "problem.other_calendar"},
		{"31/12/2573 B.E.", "problem.other_calendar"},
		{"AH 1446", "problem.other_calendar"},
		{"", "problem.empty"},
	})
	r := call.Field{Kind: call.Date}.Read("29/02/2027")
	if day, month := r.Problem.Args["day"].Value, r.Problem.Args["month"].Value; day != "29" || month != "2027-02" {
		t.Errorf("the day that is missing is %s of %s", day, month)
	}
}
