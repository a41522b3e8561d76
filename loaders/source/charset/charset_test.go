package charset

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"saksi/loaders/source/item"
)

func TestDecode(t *testing.T) {
	for _, tt := range []struct {
		in, declared, want, warning string
	}{
		{"Café – “x”", "", "Café – “x”", ""},
		{"\xef\xbb\xbfIran", "", "Iran", ""},
		{"Café", "windows-1252", "Café", ""}, // what is UTF-8 is UTF-8
		{"Caf\xe9 \x96 \x93x\x94", "", "Café – “x”", "Windows-1252"},
		{"\xcc\xee\xf1\xea\xe2\xe0", "windows-1251", "Москва", ""},
		{"d\xc3\xa9j\xc3\xa0 \xc3", "", "déjà \ufffd", "U+FFFD"},
		{"\xff\xfeI\x00r\x00a\x00n\x00", "", "Iran", ""},
		{"\xfe\xff\x00I\x00r\x00a\x00n", "", "Iran", ""},
		{"I\x00r\x00a\x00n\x00 \x00d\x00e\x00n\x00i\x00e\x00d\x00", "", "Iran denied", ""}, // without a mark
		{"", "", "", ""},
	} {
		got, warning, err := Decode([]byte(tt.in), tt.declared)
		if err != nil || got != tt.want || !strings.Contains(warning, tt.warning) || (tt.warning == "") != (warning == "") {
			t.Errorf("%q: %q, %q, %v", tt.in, got, warning, err)
		}
	}
	for _, in := range []string{"\x7fELF\x00", "\x00\x01", strings.Repeat("\x01\x02ab", 20)} {
		if _, _, err := Decode([]byte(in), ""); !errors.Is(err, item.ErrBinary) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("Caf\xe9"), "windows-1252")
	f.Add([]byte("\xff\xfeI\x00"), "")
	f.Add([]byte("d\xc3\xa9 \xc3"), "utf-8")
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		got, warning, err := Decode(b, declared)
		if err != nil {
			return
		}
		if !utf8.ValidString(got) {
			t.Errorf("%q", got)
		}
		if utf8.Valid(b) && warning != "" {
			t.Errorf("%q is UTF-8, yet %s", b, warning)
		}
	})
}
