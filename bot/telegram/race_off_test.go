//go:build !race

package telegram_test

const raced = false
