package call

import (
	"slices"
	"strings"
	"unicode"
)

// readMoney takes an amount with its currency, by code or by a sign that only
// one currency has: "USD 60,000", "60 000 EUR", "€200,000". An amount without
// a currency is read back and asked about.
func (f Field) readMoney(text string) Reading {
	text = plainFigures(cleanCode(text))
	if !visible(text) {
		return refused(problemEmpty())
	}
	n, problem := f.onlyFigure(text)
	switch {
	case problem != nil && problem.Key == problemOneNumber().Key:
		return refused(problem)
	case problem != nil || n.negative:
		return refused(problemMoney())
	}
	value, ok := n.money()
	if !ok {
		return refused(problemMoney())
	}
	if whole, _, _ := strings.Cut(value, "."); len(whole) > maxDigits {
		return refused(problemNumberLarge(aNumber(f.most())))
	}
	code, rest := currencyIn(n.before + " " + n.after)
	switch {
	case code == "":
		return refused(problemCurrency(aFigures(value)))
	case n.scaled || rest:
		return doubtful(Value{code + " " + value})
	}
	return read(code + " " + value)
}

// money is the amount written out, with cents where there are any; false if it
// has parts of cents.
func (n amount) money() (string, bool) {
	if whole, ok := n.digits(); ok {
		return whole, true
	}
	fraction := strings.TrimRight(n.fraction, "0")
	if n.scaled || len(fraction) > 2 {
		return "", false
	}
	return trimZeros(n.whole) + "." + (fraction + "0")[:2], true
}

// currencyIn finds the one currency that the words around an amount name, and
// tells whether they say anything else.
func currencyIn(around string) (code string, rest bool) {
	for _, sign := range currencySigns {
		if strings.Contains(around, sign.sign) {
			code = sign.code
			around = strings.Replace(around, sign.sign, " ", 1)
			break
		}
	}
	around = strings.Trim(around, plainAround)
	for word := range strings.FieldsFuncSeq(around, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch c := currency(word, word == around); {
		case c == "":
			rest = true
		case code == "" || code == c:
			code = c
		default:
			return "", true
		}
	}
	return code, rest || strings.ContainsAny(around, "~<>≈≤≥-/")
}

// currency is what one word says. Small letters count as a code only where
// nothing else is said: in running text "all" is no Albanian money.
func currency(word string, alone bool) string {
	code := word
	if alone {
		code = strings.ToUpper(word)
	}
	switch {
	case slices.Contains(currencies, code):
		return code
	case strings.EqualFold(word, "euro"), strings.EqualFold(word, "euros"):
		return "EUR"
	}
	return ""
}

// currencySigns are those that only one currency has. A bare $ has many.
var currencySigns = []struct{ sign, code string }{
	{"€", "EUR"},
	{"US$", "USD"},
	{"R$", "BRL"},
	{"₹", "INR"},
	{"₦", "NGN"},
	{"₺", "TRY"},
	{"₵", "GHS"},
	{"₲", "PYG"},
	{"₡", "CRC"},
	{"₴", "UAH"},
	{"₫", "VND"},
}

// currencies are the codes of ISO 4217 for money that is in use.
var currencies = strings.Fields(`
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`)
