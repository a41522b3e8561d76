package segment_test

import (
	"fmt"

	"saksi/loaders/extract/segment"
)

func ExampleSegment() {
	t := segment.Segment("\"Kami menolak. Itu bohong,\" katanya.", "id")
	fmt.Print(t)
	for _, q := range t.Quotes {
		fmt.Println(t.Source[q.Inner.Start:q.Inner.End])
	}
	// Output:
	// " Kami menolak .
	// Itu bohong , " kata nya .
	// Kami menolak. Itu bohong,
}
