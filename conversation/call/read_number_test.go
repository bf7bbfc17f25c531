package call_test

import (
	"testing"

	"pledgebot/conversation/call"
)

func TestReadWhole(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.Whole, Limits: call.Limits{Min: 1, Max: 10_000_000}}, []readCase{
		{"1250000", "1250000"},
		{"1.250.000", "1250000"},
		{"1,250,000", "1250000"},
		{"1 250 000", "1250000"},
		{"1\u00a0250\u202f000", "1250000"},
		{"1’250'000", "1250000"},
		{"12,50,000", "1250000"},
		{"1,500", "1500"},
		{"1.500", "1500"},
		{"007", "7"},
		{"0", "0"},
		{"+40", "40"},
		{"40.", "40"},
		{"40%", "40"},
		{"\u200b40\u200b %", "40"},
		{"٤٠", "40"},
		{"４０", "40"},
		{"१२", "12"},
		{"𝟜𝟘", "40"},
		{"1٬250٬000", "1250000"},
		{"about 40 families", "? 40"},
		{"unas 40", "? 40"},
		{"~40", "? 40"},
		{"$1.5M", "? 1500000"},
		{"1,5 M", "? 1500000"},
		{"12k", "? 12000"},
		{"40 Männer", "? 40"},
		{"1,250.00", "? 1250"},
		{"1.000,5", "problem.whole_number"},
		{"0.500", "problem.whole_number"},
		{"1,5", "problem.whole_number"},
		{"¼", "problem.whole_number"},
		{"1½", "problem.whole_number"},
		{"1/2", "problem.whole_number"},
		{"1e9", "problem.whole_number"},
		{"12.34.56", "problem.whole_number"},
		{"1.23456M", "? 1234560"},
		{"1.2345678M", "problem.whole_number"},
		{"-5", "problem.whole_number"},
		{"−5", "problem.whole_number"},
		{"about -5", "problem.whole_number"},
		{"NaN", "problem.whole_number"},
		{"many", "problem.whole_number"},
		{"B12", "problem.whole_number"},
		{"50-60 %", "problem.one_number"},
		{"between 50 and 60", "problem.one_number"},
		{"in 2027 400", "problem.one_number"},
		{"999999999999999999999999", "problem.number_too_large"},
		{"\u200b", "problem.empty"},
	})
}

func TestReadMoney(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.Money}, []readCase{
		{"USD 60,000", "USD 60000"},
		{"60 000 USD", "USD 60000"},
		{"€200,000", "EUR 200000"},
		{"200.000 €", "EUR 200000"},
		{"60.000 euros", "EUR 60000"},
		{"usd 500", "USD 500"},
		{"US$500", "USD 500"},
		{"EUR 12.50", "EUR 12.50"},
		{"12,5 EUR", "EUR 12.50"},
		{"12.00 EUR", "EUR 12"},
		{"EUR 0", "EUR 0"},
		{"KES 1 000 000.75", "KES 1000000.75"},
		{"1,5 M€", "? EUR 1500000"},
		{"about 500 USD", "? USD 500"},
		{"all 500 USD", "? USD 500"},
		{"500", "problem.currency"},
		{"$1.5M", "problem.currency"},
		{"500 USD EUR", "problem.currency"},
		{"500 dollars", "problem.currency"},
		{"EUR", "problem.money"},
		{"-5 EUR", "problem.money"},
		{"EUR 1.234567", "problem.money"},
		{"EUR 5-6", "problem.one_number"},
		{"EUR 9999999999999999999", "problem.number_too_large"},
		{" ", "problem.empty"},
	})
	r := call.Field{Kind: call.Money}.Read("$1.5M")
	if got := r.Problem.Args["amount"].Value; got != "1500000" {
		t.Errorf("the amount read back is %q", got)
	}
}
