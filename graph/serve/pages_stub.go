package serve

import (
	"net/http"
	"slices"
	"cmp"

	"saksi/schema"
)

type homeData struct{}

func (s *Server) pageRoutes(mux *http.ServeMux) error { return nil }
func wantsPage(r *http.Request) bool { return false }
func (s *Server) problemPage(w http.ResponseWriter, r *http.Request, p *Problem) { p.write(w, r) }
func inTextOrder(list []schema.Statement) {
	slices.SortFunc(list, func(a, b schema.Statement) int { return cmp.Or(cmp.Compare(a.Evidence.Span[0], b.Evidence.Span[0]), cmp.Compare(a.ID, b.ID)) })
}
