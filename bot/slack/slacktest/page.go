package slacktest

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// mostPage is how many messages or members one answer may hold.
const mostPage = 999

// pageOf cuts a list where the cursor says and gives the cursor of the next
// part, empty at the end.
func pageOf[T any](all []T, q *request, otherwise int) ([]T, string, *refusal) {
	from := 0
	if c := q.params["cursor"]; c != "" {
		raw, err := base64.StdEncoding.DecodeString(c)
		text, ok := strings.CutPrefix(string(raw), "from:")
		n, wrong := strconv.Atoi(text)
		if err != nil || !ok || wrong != nil || n < 0 || n > len(all) {
			return nil, "", refuse("invalid_cursor")
		}
		from = n
	}
	to := min(len(all), from+q.limit(otherwise, mostPage))
	if to == len(all) {
		return all[from:to], "", nil
	}
	return all[from:to], base64.StdEncoding.EncodeToString([]byte("from:" + strconv.Itoa(to))), nil
}
