package segment

import "testing"

func TestSegment(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"id", "\"Kami tidak terlibat,\" katanya.", "\" Kami tidak terlibat , \" kata nya .\n"},
		{"id", "\"Ini bohong. Kami siap,\" ujar Jend. Andi.", "\" Ini bohong .\nKami siap , \" ujar Jend. Andi .\n"},
		{"id", "\"Benarkah?\" tanya wartawan.", "\" Benar kah ? \" tanya wartawan .\n"},
		{"en", "They didn't deny it. The U.S. President can't go.", "They did n't deny it .\nThe U.S. President ca n't go .\n"},
		{"en", "Iran's drones cost $1.5 million, he said.", "Iran 's drones cost $ 1.5 million , he said .\n"},
		{"id", "Pada 10.12.2022 dan Rp1.000 hanya itu.", "Pada 10.12.2022 dan Rp1.000 hanya itu .\n"},
		{"en", "“I won.” He left.", "“ I won . ”\nHe left .\n"},
	} {
		if got := Segment(c.text, c.lang).String(); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}
