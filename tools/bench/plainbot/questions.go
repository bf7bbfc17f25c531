package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"net/mail"
	"strconv"
	"strings"
	"time"
)

// A question is one place in the conversation.
type question struct {
	name  string // of its answer; "" where there is nothing to keep
	ticks bool   // several options may be chosen
	read  func(text string) (string, error)
}

// questions are asked in this order.
var questions = []question{
	{},
	{name: "privacy"},
	{name: "place_name", read: words},
	{name: "country", read: words},
	{name: "entity_name", read: words},
	{name: "priorities", ticks: true},
	{name: "template"},
	{name: "number", read: number},
	{name: "whom", read: words},
	{name: "when", read: month},
	{name: "measures", read: words},
	{name: "consent_publish"},
	{name: "contact_email", read: address},
	{},
	{name: "approvals", read: words},
	{name: "submitted"},
}

// errAnswer means that the question has to be asked again.
var errAnswer = errors.New("not understood")

func words(text string) (string, error) {
	if text = strings.TrimSpace(text); text == "" || len(text) > 600 {
		return "", errAnswer
	}
	return text, nil
}

func number(text string) (string, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 {
		return "", errAnswer
	}
	return strconv.Itoa(n), nil
}

func month(text string) (string, error) {
	at, err := time.Parse("January 2006", strings.TrimSpace(text))
	if err != nil {
		return "", errAnswer
	}
	return at.Format("January 2006"), nil
}

func address(text string) (string, error) {
	a, err := mail.ParseAddress(strings.TrimSpace(text))
	if err != nil {
		return "", errAnswer
	}
	return a.Address, nil
}

// A screen is what is shown at one place.
type screen struct {
	Text     string     `json:"text"` // HTML, with answers in braces
	Keyboard [][]string `json:"keyboard"`
}

//go:embed screens.json
var screensJSON []byte

// screens are one for each question, then the receipt and what comes after it.
var screens = func() (all []screen) {
	if err := json.Unmarshal(screensJSON, &all); err != nil {
		panic(err)
	}
	if len(all) != len(questions)+2 {
		panic("screens.json does not fit the questions")
	}
	return all
}()
