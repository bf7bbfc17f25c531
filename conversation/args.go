package conversation

import (
	"strconv"

	"pledgebot/conversation/call"
)

// Arguments, by the way they are shown.

func aWords(s string) call.Arg       { return call.Arg{As: call.AsWords, Value: s} }
func aCount(n int) call.Arg          { return call.Arg{As: call.AsCount, Value: strconv.Itoa(n)} }
func aNumber(n int) call.Arg         { return call.Arg{As: call.AsNumber, Value: strconv.Itoa(n)} }
func aDate(iso string) call.Arg      { return call.Arg{As: call.AsDate, Value: iso} }
func aText(t call.Text) call.Arg     { return call.Arg{As: call.AsNested, Text: &t} }
func aTexts(ts []call.Text) call.Arg { return call.Arg{As: call.AsNestedList, Texts: ts} }
func aLines(ts []call.Text) call.Arg { return call.Arg{As: call.AsLines, Texts: ts} }
func aLang(l call.Lang) call.Arg     { return call.Arg{As: call.AsLang, Value: string(l)} }
func aLangName(l call.Lang) call.Arg { return call.Arg{As: call.AsLangName, Value: string(l)} }
func aEntity(name, place string) call.Arg {
	return call.Arg{As: call.AsEntity, Value: name, Values: []string{place}}
}

func aAnswer(key call.FieldKey, v call.Value) call.Arg {
	return call.Arg{As: call.AsAnswer, Field: key, Values: v}
}

func itoa(n int) string { return strconv.Itoa(n) }

// aTextsJoined puts texts one after another, parted by a space.
func aTextsJoined(ts ...call.Text) call.Arg { return call.Arg{As: call.AsSentences, Texts: ts} }
