package segment

import "strings"

const maxAddress = 2048 // bytes

// domains are the endings of a bare domain; others are more often a full stop
// without a space.
var domains = map[string]bool{
	"com": true, "org": true, "net": true, "gov": true, "edu": true, "mil": true, "int": true, "info": true, "co": true,
	"id": true, "uk": true, "ru": true, "ua": true, "cn": true, "tv": true, "io": true, "eu": true, "au": true, "my": true, "sg": true,
	"fr": true, "de": true, "jp": true, "ir": true, "il": true, "tr": true, "ca": true, "ph": true,
}

// url is the length of a URL at the head of s, or 0.
func url(s string) int {
	if c := s[0] | 0x20; c != 'h' && c != 'w' && c != 'f' {
		return 0
	}
	for _, head := range [...]string{"http://", "https://", "www.", "ftp://"} {
		if len(s) > len(head) && strings.EqualFold(s[:len(head)], head) && wordAt(s[len(head):]) {
			return max(path(s), len(head))
		}
	}
	return 0
}

// path is the length of an address at the head of s, which ends at white space,
// quotes and brackets, and not with punctuation.
func path(s string) int {
	n := 0
	for n < len(s) && n < maxAddress {
		if classes[s[n]] == highByte {
			size := wordRune(s[n:])
			if size == 0 {
				break
			}
			n += size
			continue
		}
		if s[n] <= ' ' || strings.IndexByte("<>\"()[]{}|^`", s[n]) >= 0 {
			break
		}
		n++
	}
	return len(strings.TrimRight(s[:n], ".,;:!?'*"))
}

// address is the length of the e-mail address or bare domain that starts at
// src[i] and has its first mark, a full stop or @, at src[i+n]; or 0.
func (t *tokenizer) address(src string, i, n int) int {
	if i < t.noURL {
		return 0
	}
	s := src[i:min(len(src), i+maxAddress)]
	end, at := n, -1
	for end < len(s) && (classes[s[end]] == letterByte || classes[s[end]] == digitByte || strings.IndexByte(".-_@+", s[end]) >= 0) {
		if s[end] == '@' {
			if at >= 0 {
				break
			}
			at = end
		}
		end++
	}
	host := strings.TrimRight(s[at+1:end], ".-_@+")
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || at == 0 || at < 0 && !domains[host[dot+1:]] || at > 0 && len(host)-dot < 3 {
		t.noURL = i + end
		return 0
	}
	end = at + 1 + len(host)
	if end < len(s) && s[end] == '/' {
		end += path(s[end:])
	}
	return end
}
