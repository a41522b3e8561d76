package when

// item is a word, number or mark of a sentence.
type item struct {
	start, end int32
	classes    class
	word       *word // nil for numbers and marks
	number     int32 // of numbers; minutes since midnight of clocks
}

// value is the value that the item has in one of the classes.
func (it *item) value(c class) int {
	if it.word != nil {
		return int(it.word.value(c))
	}
	return int(it.number)
}

// preposition is the kind of preposition that the item is; "between" is at.
func (it *item) preposition() int8 {
	if it.classes&prep == 0 {
		return at
	}
	return it.word.value(prep)
}

const maxWord = 40 // bytes; longer words are in no table

// lexer cuts bytes into items.
type lexer struct {
	words *lexicon
	src   string
	pos   int // next byte
	end   int
}

// items appends the items of src[from:to] and the union of their classes.
func (l *lexicon) items(src string, from, to int, buf []item) ([]item, class) {
	x := lexer{l, src, from, to}
	var all class
	for x.pos < x.end {
		c := src[x.pos]
		if c <= ' ' {
			x.pos++
			continue
		}
		var it item
		switch {
		case isDigit(c):
			it = x.number()
		case x.letter(x.pos):
			it = x.word()
		default:
			it = x.mark()
			if it.end == it.start {
				continue // a space or an 's
			}
		}
		all |= it.classes
		buf = append(buf, it)
	}
	return buf, all
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// letter tells whether the byte at i belongs to a word. Bytes of code points
// above ASCII do, except for no-break spaces and general punctuation.
func (x *lexer) letter(i int) bool {
	if i >= x.end {
		return false
	}
	c := x.src[i]
	if c < 0x80 {
		return isASCIILetter(c)
	}
	next := byte(0)
	if i+1 < x.end {
		next = x.src[i+1]
	}
	return !(c == 0xC2 && next == 0xA0) && !(c == 0xE2 && next == 0x80)
}

// word reads a word, or several that are one entry of the table. A hyphen
// between letters is a part of it, but not after a prefix such as mid-.
func (x *lexer) word() item {
	var key [2 * maxWord]byte
	start := x.pos
	capital := x.src[start] >= 'A' && x.src[start] <= 'Z'
	n := x.scan(key[:0], true)
	it := item{start: int32(start), end: int32(x.pos)}
	if n == 0 {
		return it
	}
	it.word = x.words.lookup(key[:n], capital)
	if it.word != nil && it.word.longer {
		n, it = x.longer(key[:], n, it, capital)
	}
	if it.word == nil {
		return it
	}
	it.classes = it.word.classes
	if it.classes&(monthAmb|weekdayAbbr|meridiem) != 0 && n <= 5 && x.pos+1 < x.end && x.src[x.pos] == '.' {
		x.pos++ // Dec. 3
		it.end++
	}
	return it
}

// scan moves past one written word and appends its lower-case form to key. It
// returns the length of key, or 0 for a word too long to be in a table.
func (x *lexer) scan(key []byte, prefixes bool) int {
	base, long := len(key), false
	for ; x.pos < x.end; x.pos++ {
		c := x.src[x.pos]
		switch {
		case x.letter(x.pos), isDigit(c):
		case c == '/' && x.pos-1 >= 0 && x.src[x.pos-1]|0x20 == 's' && x.letter(x.pos+1) && len(key) == 1: // s/d
		case c == '-' && x.letter(x.pos+1):
			if w := x.words.lower[string(key[base:])]; prefixes && w != nil && w.classes&part != 0 {
				return len(key)
			}
		case c == '.' && len(key)-base == 1 && x.letter(x.pos+1) && !x.letter(x.pos+2): // p.m
		case c == '\'' && x.letter(x.pos+1) && x.pos+2 < x.end && x.letter(x.pos+2): // Jum'at, not Russia's
		default:
			if long {
				return 0
			}
			return len(key)
		}
		if len(key) == cap(key) || len(key)-base >= maxWord {
			long = true
			continue
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		key = append(key, c)
	}
	if long {
		return 0
	}
	return len(key)
}

// longer tries to extend a word to an entry of up to four words.
func (x *lexer) longer(key []byte, n int, it item, capital bool) (int, item) {
	best, bestN, resume := it, n, x.pos
	for range 3 {
		gap := x.pos
		for x.pos < x.end && (x.src[x.pos] == ' ' || x.src[x.pos] == '\n') {
			x.pos++
		}
		if x.pos == gap || !x.letter(x.pos) || n+1 >= len(key)-maxWord {
			break
		}
		key[n] = ' '
		if n = x.scan(key[:n+1:len(key)], false); n == 0 {
			break
		}
		w := x.words.lookup(key[:n], capital)
		if w == nil {
			break
		}
		if len(w.senses) > 0 {
			best.word, best.end, bestN, resume = w, int32(x.pos), n, x.pos
		}
		if !w.longer {
			break
		}
	}
	x.pos = resume
	return bestN, best
}

// number reads a number. One that is part of something else (1,950; F-16;
// 155mm; $2000) gets no class.
func (x *lexer) number() item {
	start := x.pos
	it := item{start: int32(start)}
	n, width := x.digits()
	it.number = int32(n)
	it.end = int32(x.pos)
	if x.pos+1 < x.end && (x.src[x.pos] == '.' || x.src[x.pos] == ':' || x.src[x.pos] == ',') && isDigit(x.src[x.pos+1]) {
		return x.clock(it, width)
	}
	if x.partOfName(start) {
		return it
	}
	suffix := x.pos
	for x.letter(x.pos) {
		x.pos++
	}
	it.end = int32(x.pos)
	switch s := x.src[suffix:x.pos]; {
	case s == "":
		it.classes = numberClasses(n, width)
		if x.pos < x.end && x.src[x.pos] == '-' && x.letter(x.pos+1) {
			x.hyphen(&it, width)
		}
	case s == "st", s == "nd", s == "rd", s == "th":
		it.classes = numberClasses(n, width) & dayNum
	case s == "s" && width == 4 && n%10 == 0:
		it.classes = decadeNum
	}
	if x.pos < x.end && x.src[x.pos] == '%' {
		it.classes = 0
	}
	return it
}

// digits reads a run of digits; numbers too large for a date become 0.
func (x *lexer) digits() (n, width int) {
	for x.pos < x.end && isDigit(x.src[x.pos]) {
		if width++; width <= 8 {
			n = n*10 + int(x.src[x.pos]-'0')
		}
		x.pos++
	}
	if width > 8 {
		return 0, width
	}
	return n, width
}

// partOfName tells of the digits in F-16, $2000 and G-20.
func (x *lexer) partOfName(start int) bool {
	if start == 0 {
		return false
	}
	switch x.src[start-1] {
	case '$', '#':
		return true
	case '-':
		return start >= 2 && isASCIILetter(x.src[start-2])
	}
	return false
}

// hyphen reads what is joined to a number: 1990-an is a decade, 30-year no count.
func (x *lexer) hyphen(it *item, width int) {
	from := x.pos + 1
	to := from
	for x.letter(to) {
		to++
	}
	if x.src[from:to] == "an" && width == 4 && it.number%10 == 0 {
		it.classes = decadeNum
	} else if it.classes&yearNum == 0 {
		it.classes &^= count
		return
	} else {
		return
	}
	x.pos = to
	it.end = int32(to)
}

// clock reads 13:00, 13.00 and 13:00:05 after their first number; a number with
// other groups (1,950; 2.5; 1.000.000) is passed over.
func (x *lexer) clock(it item, width int) item {
	hour, sep := int(it.number), x.src[x.pos]
	groups, minute, minuteWidth := 0, 0, 0
	for x.pos+1 < x.end && (x.src[x.pos] == '.' || x.src[x.pos] == ':' || x.src[x.pos] == ',') && isDigit(x.src[x.pos+1]) {
		x.pos++
		n, w := x.digits()
		if groups == 0 {
			minute, minuteWidth = n, w
		}
		groups++
	}
	it.end = int32(x.pos)
	it.number = int32(hour*60 + minute)
	if sep != ',' && width <= 2 && minuteWidth == 2 && hour < 24 && minute < 60 && groups <= 2 {
		it.classes = clock
	}
	return it
}

func numberClasses(n, width int) (c class) {
	if width <= 2 && n >= 1 && n <= 31 {
		c |= dayNum
	}
	if width <= 2 && n >= 1 && n <= 12 {
		c |= monthNum
	}
	if width == 2 {
		c |= shortYear
	}
	if width == 4 && n >= 1900 && n <= 2099 {
		c |= yearNum
	}
	if width <= 3 && n >= 1 && n <= 999 {
		c |= count
	}
	return c
}

// mark reads a punctuation mark; no-break spaces and possessive 's give an
// empty item.
func (x *lexer) mark() item {
	it := item{start: int32(x.pos), end: int32(x.pos + 1)}
	c := x.src[x.pos]
	rest := x.src[x.pos:x.end]
	switch {
	case c == ',':
		it.classes = comma
	case c == '/':
		it.classes = slash
	case c == '-':
		it.classes = dash
	case c == '(':
		it.classes = open
	case c == ')':
		it.classes = shut
	case c == 0xE2 && len(rest) >= 3 && rest[1] == 0x80:
		it.end += 2
		if rest[2] == 0x93 || rest[2] == 0x94 { // en and em dash
			it.classes = dash
		}
	case c == 0xC2 && len(rest) >= 2:
		it.end = it.start
		x.pos += 2
		return it
	}
	if c == '\'' || it.end-it.start == 3 && rest[2] == 0x99 {
		tail := int(it.end)
		if tail < x.end && x.src[tail]|0x20 == 's' && !x.letter(tail+1) {
			x.pos = tail + 1
			it.end = it.start
			return it
		}
	}
	x.pos = int(it.end)
	return it
}
