package serve

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// backupPath is where a backup is fetched from.
const backupPath = "/v1/backup"

var backupFormats = []format{{name: "backup", mediaType: "application/octet-stream"}}

// registerBackup lays out the backup, which gives nothing that an export does not.
func (s *Server) registerBackup(api huma.API) {
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: backupPath, id: "backup", tag: "Tools",
		summary:     "The whole store, for saksi restore",
		description: "Streamed: the store as it is when the request begins. It ends with a checksum; without that it is not whole.",
		formats:     backupFormats}),
		func(ctx context.Context, _ *struct{}) (*streamed, error) {
			return stream(func(w http.ResponseWriter) {
				w.Header().Set("Content-Type", backupFormats[0].mediaType)
				w.Header().Set("Content-Disposition", `attachment; filename="saksi.backup"`)
				w.Header().Set("Cache-Control", "no-store")
				if _, err := s.o.Store.Backup(ctx, w); err != nil {
					_ = s.failed(ctx, err) // logs it; the client sees that the end is missing
				}
			}), nil
		})
}
