package when

import (
	"testing"

	"saksi/schema"
)

func TestHeaderDate(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"Diterbitkan 10 Des 2022, 13:00 WIB", "2022-12-10T13:00:00+07:00"},
		{"oleh Hariz Barak diperbarui 10 Des 2022, 13:00 WIB", "2022-12-10T13:00:00+07:00"},
		{"diperbarui 10 Des 2022", "2022-12-10"},
		{"10 December 2022", "2022-12-10"},
		{"Sabtu, 10 Des 2022 13:00 WIB", "2022-12-10T13:00:00+07:00"},
		{"Sabtu, 10/12/2022 13.00 WITA", "2022-12-10T13:00:00+08:00"},
		{"Kabar Saksi - 10/12/2022, 13:00 WIB", "2022-12-10T13:00:00+07:00"},
		{"Kabar Saksi | Sabtu, 10 Desember 2022 pukul 06.05 WIT", "2022-12-10T06:05:00+09:00"},
		{"Published 3:04 PM EST, Mon January 2, 2023", "2023-01-02T15:04:00-05:00"},
		{"Published: Jan. 2, 2023 at 12:04 a.m. EDT", "2023-01-02T00:04:00-04:00"},
		{"Updated 9:30 p.m. GMT, Nov. 5, 2022", "2022-11-05T21:30:00+00:00"},
		{"5 November 2022 10:00 GMT+3", "2022-11-05T10:00:00+03:00"},
		{"2017-06-30", "2017-06-30"},
		{"2022-12-10T13:00:00+07:00", "2022-12-10T13:00:00+07:00"},
		{"2022-12-10 13:00 WIB", "2022-12-10T13:00:00+07:00"},
		{"Jakarta, 10 Desember 2022", "2022-12-10"},
		{"By Jane Roe, Saksi Wire, Nov. 5, 2022", "2022-11-05"},
		{"October 17, 2022", "2022-10-17"},
		{"Saksi Wire, 5 November 2022 13:00", "2022-11-05"},

		{"Rabu (23/11/2022)", "2022-11-23"},
		{"Foto ini menunjukkan pusat kota saat pemadaman listrik di Kiev, Ukraina, Rabu (23/11/2022).", ""},
		{"Seorang prajurit menerbangkan drone di Donetsk, Ukraina, Minggu, 4 Desember 2022. (AP)", ""},
		{"Iran sent drones on 17 October 2022", ""},
		{"Jakarta, 10 Desember 2022 - Kementerian Luar Negeri", ""},
		{"On October 17, 2022, eight people died", ""},
		{"17 Oktober", ""},
		{"Serangan 7 Oktober 2023: Apa yang Terjadi?", ""},
		{"31 Februari 2022", ""},
		{"oleh Hariz Barak", ""},
		{"", ""},
	} {
		got, ok := HeaderDate(c.line)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("HeaderDate(%q) = %q, %v; want %q", c.line, got, ok, c.want)
		}
	}
}

func FuzzHeaderDate(f *testing.F) {
	for _, s := range []string{"Diterbitkan 10 Des 2022, 13:00 WIB", "Published 3:04 PM EST, Mon January 2, 2023", "5 November 2022 10:00 GMT+3", "a.m. 12:00 31/12/1999", "2022-12-10T13:00:00+07:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		v, ok := HeaderDate(line)
		if !ok {
			return
		}
		p, err := schema.ParseTime(v)
		if err != nil || p.Precision() != schema.Day && p.Precision() != schema.DateTime {
			t.Fatalf("%q: %q is %s, error %v", line, v, p.Precision(), err)
		}
	})
}
