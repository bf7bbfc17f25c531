package call

import "strings"

// decodeHost shows a host's name with the letters that its encoded labels
// stand for; false if none is encoded. Such names may look like another's.
func decodeHost(host string) (string, bool) {
	labels := strings.Split(host, ".")
	found := false
	for i, l := range labels {
		if code, ok := cutPrefixFold(l, "xn--"); ok {
			found = true
			if plain, ok := decodeLabel(code); ok {
				labels[i] = plain
			}
		}
	}
	return strings.Join(labels, "."), found
}

// decodeLabel reads Punycode (RFC 3492).
func decodeLabel(code string) (string, bool) {
	const base, tMin, tMax = 36, 1, 26
	var out []rune
	if i := strings.LastIndexByte(code, '-'); i >= 0 {
		out, code = []rune(code[:i]), code[i+1:]
	}
	n, i, bias := 128, 0, 72
	for at := 0; at < len(code); {
		was, weight := i, 1
		for k := base; ; k += base {
			if at == len(code) {
				return "", false
			}
			d := punycodeDigit(code[at])
			at++
			if d < 0 || i > 1<<24 || weight > 1<<24 {
				return "", false
			}
			i += d * weight
			t := min(max(k-bias, tMin), tMax)
			if d < t {
				break
			}
			weight *= base - t
		}
		length := len(out) + 1
		bias = punycodeBias(i-was, length, was == 0)
		n += i / length
		i %= length
		if n > 0x10FFFF || n >= 0xD800 && n < 0xE000 {
			return "", false
		}
		out = append(out[:i], append([]rune{rune(n)}, out[i:]...)...)
		i++
	}
	return string(out), true
}

func punycodeDigit(b byte) int {
	switch {
	case b >= 'a' && b <= 'z':
		return int(b - 'a')
	case b >= 'A' && b <= 'Z':
		return int(b - 'A')
	case isFigure(b):
		return int(b-'0') + 26
	}
	return -1
}

func punycodeBias(delta, length int, first bool) int {
	const base, tMin, tMax, skew, damp = 36, 1, 26, 38, 700
	if delta /= 2; first {
		delta = delta * 2 / damp
	}
	delta += delta / length
	k := 0
	for ; delta > (base-tMin)*tMax/2; k += base {
		delta /= base - tMin
	}
	return k + (base-tMin+1)*delta/(delta+skew)
}
