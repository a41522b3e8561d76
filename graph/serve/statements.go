package serve

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"saksi/graph/ask"
	"saksi/graph/ask/question"
	"saksi/schema"
)

// StatementsInput are the parameters of a list of statements.
type StatementsInput struct {
	Filters
	Paging
	Ordering
}

type askInput struct {
	Q string `query:"q" required:"true" maxLength:"1000" doc:"A question, in English or Indonesian" example:"siapa menuduh Iran?"`
	StatementsInput
}

// askAnswer is the answer to a question: how it was read, and what was found.
type askAnswer struct {
	Question string           `json:"question"`
	Reading  question.Reading `json:"reading" doc:"How the question was read"`
	Query    ask.Query        `json:"query" doc:"The filters that it stands for"`
	ask.Answer
}

type timelineInput struct {
	ID string `path:"id" doc:"An actor, by identity or any name" example:"Iran"`
	StatementsInput
}

type storyInput struct {
	Filters
	Paging
}

// registerStatements lays out what answers with statements.
func (s *Server) registerStatements(api huma.API) {
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/statements", id: "listStatements", tag: "Asking",
		summary: "Who said what about whom", description: "The statements for which all filters hold, in pages.",
		answer: reflect.TypeFor[ask.Answer](), formats: statementFormats}),
		func(ctx context.Context, _ *StatementsInput) (*streamed, error) {
			return s.answer(ctx, statementFormats, func(ctx context.Context) (reply, error) {
				q, err := s.filtered(ctx)
				if err != nil {
					return reply{}, err
				}
				a, err := s.asker.Ask(ctx, q)
				return answerReply(a, a), err
			})
		})
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/ask", id: "ask", tag: "Asking",
		summary: "A plain question", description: "Reads a question in English or Indonesian. Filters given beside it win. What can't be read is told, with what was understood.",
		answer: reflect.TypeFor[askAnswer](), formats: statementFormats, problems: []int{422}}),
		func(ctx context.Context, in *askInput) (*streamed, error) {
			return s.answer(ctx, statementFormats, func(ctx context.Context) (reply, error) {
				a, err := s.ask(ctx, in.Q)
				return answerReply(a, a.Answer), err
			})
		})
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/actors/{id}/timeline", id: "getTimeline", tag: "Actors",
		summary: "What an actor said, and what was said of it", description: "The oldest first, unless told otherwise.",
		answer: reflect.TypeFor[ask.Answer](), formats: statementFormats, problems: []int{404}}),
		func(ctx context.Context, in *timelineInput) (*streamed, error) {
			return s.answer(ctx, statementFormats, func(ctx context.Context) (reply, error) {
				q, err := s.filtered(ctx)
				if err != nil {
					return reply{}, err
				}
				actor, err := s.resolve(ctx, in.ID)
				if err != nil {
					return reply{}, err
				}
				a, err := s.asker.Timeline(ctx, string(actor.ID), q)
				return answerReply(a, a), err
			})
		})
	s.registerStories(api)
}

// ask reads a question, adds the filters of the request, and answers.
func (s *Server) ask(ctx context.Context, text string) (askAnswer, error) {
	q, reading, err := s.reader.Parse(text)
	if err != nil {
		return askAnswer{}, err
	}
	if err := parse(requestOf(ctx).URL.Query(), &q); err != nil {
		return askAnswer{}, err
	}
	if reading.Parts == nil {
		reading.Parts = []question.Part{}
	}
	a, err := s.asker.Ask(ctx, q)
	return askAnswer{text, reading, q, a}, err
}

// answerReply is an answer as a reply; value is its JSON.
func answerReply(value any, a ask.Answer) reply {
	r := reply{value: value, lines: []any{}, statements: a.Statements, next: a.Next, total: &a.Total}
	for i := range a.Statements {
		r.lines = append(r.lines, a.Statements[i])
	}
	return r
}

// registerStories lays out what answers with several statements at a time.
func (s *Server) registerStories(api huma.API) {
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/disputes", id: "listDisputes", tag: "Asking",
		summary: "Claims that one side asserts and another denies", description: "With the evidence of both sides, the latest denial first. The filters narrow down the denials.",
		answer: reflect.TypeFor[ask.Disputes](), formats: statementFormats}),
		func(ctx context.Context, _ *storyInput) (*streamed, error) {
			return s.answer(ctx, statementFormats, func(ctx context.Context) (reply, error) {
				q, err := s.filtered(ctx)
				if err != nil {
					return reply{}, err
				}
				d, err := s.asker.Disputes(ctx, q)
				r := reply{value: d, lines: []any{}, next: d.Next}
				for i := range d.Disputes {
					r.lines = append(r.lines, d.Disputes[i])
					r.statements = append(append(r.statements, d.Disputes[i].For...), d.Disputes[i].Against...)
				}
				return r, err
			})
		})
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/reversals", id: "listReversals", tag: "Asking",
		summary: "Who changed their story", description: "Denied and later admitted, asserted and later denied, promised and then did the opposite; the latest change first. The filters narrow down the later statement.",
		answer: reflect.TypeFor[ask.Reversals](), formats: statementFormats}),
		func(ctx context.Context, _ *storyInput) (*streamed, error) {
			return s.answer(ctx, statementFormats, func(ctx context.Context) (reply, error) {
				q, err := s.filtered(ctx)
				if err != nil {
					return reply{}, err
				}
				d, err := s.asker.Reversals(ctx, q)
				r := reply{value: d, lines: []any{}, next: d.Next, statements: []schema.Statement{}}
				for i := range d.Reversals {
					r.lines = append(r.lines, d.Reversals[i])
					r.statements = append(r.statements, d.Reversals[i].Before, d.Reversals[i].After)
				}
				return r, err
			})
		})
}
