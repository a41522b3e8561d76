package serve

import (
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// compressor compresses what is worth it, for clients that take gzip.
type compressor struct {
	http.ResponseWriter
	accepted bool
	decided  bool
	z        *gzip.Writer
}

var gzips = sync.Pool{New: func() any { z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed); return z }}

// minCompressed is the size below which compression gains nothing.
const minCompressed = 1024

// acceptsGzip reads Accept-Encoding.
func acceptsGzip(r *http.Request) bool {
	for _, e := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(e), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			q, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
			n, err := strconv.ParseFloat(q, 64)
			return !ok || err == nil && n > 0
		}
	}
	return false
}

// compressible begins the media types of texts.
var compressible = []string{"text/", "application/json", "application/jsonl", "application/ld+json", "application/n-", "application/trig",
	"application/problem+json", "application/rdf+xml", "application/graphml+xml", "application/gexf+xml", "application/openapi+json", "image/svg+xml"}

func (w *compressor) decide(status int) {
	if w.decided {
		return
	}
	w.decided = true
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	length, err := strconv.Atoi(h.Get("Content-Length"))
	if !w.accepted || h.Get("Content-Encoding") != "" || status == http.StatusNoContent || status == http.StatusNotModified || err == nil && length < minCompressed {
		return
	}
	for _, p := range compressible {
		if strings.HasPrefix(h.Get("Content-Type"), p) {
			h.Set("Content-Encoding", "gzip")
			h.Del("Content-Length")
			w.z = gzips.Get().(*gzip.Writer)
			w.z.Reset(w.ResponseWriter)
			return
		}
	}
}

// WriteHeader decides whether to compress.
func (w *compressor) WriteHeader(status int) {
	w.decide(status)
	w.ResponseWriter.WriteHeader(status)
}

// Write compresses, if that was decided.
func (w *compressor) Write(b []byte) (int, error) {
	w.decide(http.StatusOK)
	if w.z != nil {
		return w.z.Write(b)
	}
	return w.ResponseWriter.Write(b)
}

// Close writes what is left.
func (w *compressor) Close() error {
	if w.z == nil {
		return nil
	}
	err := w.z.Close()
	w.z.Reset(nil)
	gzips.Put(w.z)
	w.z = nil
	return err
}

// Unwrap is for [http.ResponseController].
func (w *compressor) Unwrap() http.ResponseWriter { return w.ResponseWriter }
