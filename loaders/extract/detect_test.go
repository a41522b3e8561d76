package extract

import (
	"testing"

	"saksi/loaders/extract/language/all"
)

// Short texts too tell their language.
func TestDetect(t *testing.T) {
	for text, want := range map[string]string{
		"Iran membantah mengirim rudal ke Rusia.":       "id",
		"Para pejabat Rusia menolak tuduhan tersebut.":  "id",
		"Kremlin: kami belum menerima usulan itu":       "id",
		"Iran denied sending missiles to Russia.":       "en",
		"He rejected a proposal over Gaza as an insult": "en",
		"Russia denies": "en",
		"Iran menafikan dakwaan bahawa ia membekal dron kepada Rusia.": "ms",
		"Di Jakarta, ia mengatakan bahwa hal itu bukan keputusan AS":   "id",
	} {
		if got := all.Detect(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
