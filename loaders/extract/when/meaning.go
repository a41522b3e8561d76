package when

import "time"

// meaning makes a value of what a rule has read, or says that there is none.
type meaning func(*slots) (value, bool)

func oneDay(s *slots) (value, bool) {
	d := date{s.year[0], s.month[0], s.day[0]}
	switch {
	case s.years > 0:
		return single(d, Date, false), d.valid()
	case !s.published.known():
		return value{kind: Date, relative: true}, true
	case s.directed && s.unit == years:
		d.y = s.published.y + int(s.direction)
	case s.directed && s.unit != 0:
		return value{}, false
	default:
		d = nearest(d, s.published, s.future)
	}
	if s.weekday >= 0 && d.valid() && int(d.first().Weekday()) != s.weekday {
		d = mended(d, s)
	}
	return single(d, Date, true), d.valid()
}

// mended is the date meant by a weekday that does not fit: Selasa (14/4), in an
// article of Tuesday 14 March, has the wrong month. If the last such weekday has
// that day of the month, it is meant; else the weekday is wrong.
func mended(d date, s *slots) date {
	back := (int(s.published.first().Weekday()) - s.weekday + 7) % 7
	if near := s.published.add(-back); near.d == d.d {
		return near
	}
	return d
}

// nearest is the year in which a day and month without a year lies: the last
// time until publication, unless that is most of a year ago and the next one
// is at hand, or the sentence looks ahead.
func nearest(d, published date, future bool) date {
	d.y = published.y
	if d.first().After(published.first()) {
		ahead := d.first().Sub(published.first()).Hours() / 24
		if !future && ahead > 60 {
			d.y--
		}
	} else if future && d != published {
		d.y++
	} else if behind := published.first().Sub(d.first()).Hours() / 24; behind > 305 {
		d.y++
	}
	if d.m == 2 && d.d == 29 && !d.valid() {
		d.y -= d.y % 4
	}
	return d
}

func fromDayToDay(s *slots) (value, bool) {
	end := date{s.year[0], s.month[0], s.day[1]}
	start := date{0, s.month[0], s.day[0]}
	if s.months > 1 {
		end.m = s.month[1]
	}
	relative := s.years == 0
	switch {
	case s.years > 1:
		start.y, end.y = s.year[0], s.year[1]
	case relative && !s.published.known():
		return value{kind: Period, relative: true}, true
	case relative:
		end = nearest(end, s.published, s.future)
	}
	if s.years < 2 {
		start.y = end.y
		if start.m > end.m {
			start.y--
		}
	}
	ok := start.valid() && end.valid() && start.first().Before(end.first())
	return value{from: start, to: end, kind: Period, relative: relative}, ok
}

func someWeekday(s *slots) (value, bool) {
	v := value{kind: Date, relative: true}
	if !s.published.known() {
		return v, true
	}
	today := s.published
	back := (int(today.first().Weekday()) - s.weekday + 7) % 7
	days := -back
	switch {
	case s.unit == weeks && s.directed: // Tuesday of last week
		monday := -(int(today.first().Weekday()) + 6) % 7
		days = monday + 7*int(s.direction) + (s.weekday+6)%7
	case s.unit != 0:
		return value{}, false
	case s.directed && s.direction > 0, !s.directed && s.future:
		days = 7 - back
	case s.directed && s.direction < 0 && back == 0:
		days = -7
	}
	return single(today.add(days), Date, true), true
}

func oneMonth(s *slots) (value, bool) {
	d := date{s.year[0], s.month[0], 0}
	p := s.published
	relative := s.years == 0
	switch {
	case !relative:
	case !p.known():
		return value{kind: Period, relative: true}, true
	case s.directed && s.unit == years:
		d.y = p.y + int(s.direction)
	case s.directed && s.unit != 0:
		return value{}, false
	default:
		d.y = p.y
		switch {
		case s.directed && s.direction > 0 || s.future:
			if d.m <= p.m {
				d.y++
			}
		case d.m > p.m, s.directed && s.direction < 0 && d.m == p.m:
			d.y--
		}
	}
	return single(d, Period, relative).narrowed(s)
}

func fromMonthToMonth(s *slots) (value, bool) {
	start, end := date{s.year[0], s.month[0], 0}, date{s.year[0], s.month[1], 0}
	relative := s.years == 0
	switch {
	case s.years > 1:
		end.y = s.year[1]
	case relative && !s.published.known():
		return value{kind: Period, relative: true}, true
	case relative:
		end.y = s.published.y
		if end.m > s.published.m {
			end.y--
		}
	}
	if s.years < 2 {
		start.y = end.y
		if start.m > end.m {
			start.y--
		}
	}
	return value{from: start, to: end, kind: Period, relative: relative}, start.first().Before(end.first())
}

func oneYear(s *slots) (value, bool) {
	return single(date{y: s.year[0]}, Period, false).narrowed(s)
}

func fromYearToYear(s *slots) (value, bool) {
	return value{from: date{y: s.year[0]}, to: date{y: s.year[1]}, kind: Period}, s.year[0] < s.year[1]
}

func oneDecade(s *slots) (value, bool) {
	v := single(date{y: s.year[0]}, Period, false)
	v.to.y += 9
	v.decade = true
	return v, true
}

// onePeriod is last, this or next week, month, year …, or a part of it.
func onePeriod(s *slots) (value, bool) {
	v := value{kind: Deictic, relative: true}
	p, n := s.published, int(s.direction)
	if !p.known() {
		return v, true
	}
	monday := p.add(-(int(p.first().Weekday()) + 6) % 7)
	switch s.unit {
	case weeks:
		v.from, v.to = monday.add(7*n), monday.add(7*n+6)
	case weekends:
		v.from, v.to = monday.add(7*n+5), monday.add(7*n+6)
	case months:
		v.from = p.month(n)
		v.to = v.from
	case years:
		v.from = date{y: p.y + n}
		v.to = v.from
	case decades:
		v.from = date{y: p.y - p.y%10 + 10*n}
		v.to = date{y: v.from.y + 9}
		v.decade = true
	default:
		return v, false
	}
	return v.narrowed(s)
}

// narrowed cuts a value down to the part that the expression names.
func (v value) narrowed(s *slots) (value, bool) {
	year, month := v.from.m == 0, v.from.d == 0
	one := v.from == v.to
	switch {
	case s.part < 0:
	case s.part == sofar || s.part == rest:
		if !s.published.known() {
			return v, true
		}
		from, to := dateOf(v.from.first()), s.published
		if s.part == rest {
			from, to = s.published, dateOf(v.to.last())
		}
		if from.first().Before(to.first()) {
			v.from, v.to = from, to
		}
	case one && year && s.part <= late:
		v.from.m, v.to.m = 1+4*int(s.part), 4+4*int(s.part)
	case one && year && s.part >= quarter1:
		q := int(s.part - quarter1)
		v.from.m, v.to.m = 1+3*q, 3+3*q
	case one && year:
		h := int(s.part - half1)
		v.from.m, v.to.m = 1+6*h, 6+6*h
	case one && month && s.part <= late:
		end := v.to.last().Day()
		v.from.d, v.to.d = 1+10*int(s.part), 10+10*int(s.part)
		if s.part == late {
			v.to.d = end
		}
	}
	return v, true
}

// back is the date so many units before (or after, when negative) another, at
// the precision of the unit.
func back(d date, n int, u int8) (date, bool) {
	switch u {
	case hours:
		return d, true
	case days:
		return d.add(-n), true
	case weeks:
		return d.add(-7 * n), true
	case months:
		return d.month(-n), true
	case years:
		return date{y: d.y - n}, true
	case decades:
		return date{y: d.y - 10*n}, true
	}
	return d, false
}

func unitsAgo(s *slots) (value, bool) {
	if !s.published.known() {
		return value{kind: Deictic, relative: true}, true
	}
	d, ok := back(s.published, s.n, s.unit)
	v := single(d, Deictic, true)
	v.fromApprox = s.vague || s.unit == weeks || s.unit == decades
	return v, ok && d.y >= 1
}

// lastUnits and nextUnits are the time of so many units up to, and from,
// publication.
func lastUnits(s *slots) (value, bool) {
	v, ok := around(s, s.n)
	v.from, v.to = v.to, v.from
	v.fromApprox, v.toApprox = v.toApprox, false
	return v, ok
}

func nextUnits(s *slots) (value, bool) { return around(s, -s.n) }

func around(s *slots, n int) (value, bool) {
	v := value{kind: Duration, relative: true}
	p := s.published
	if !p.known() {
		return v, true
	}
	var t time.Time
	switch s.unit {
	case hours, days:
		if s.unit == hours {
			n /= 24
		}
		t = p.first().AddDate(0, 0, -n)
	case weeks:
		t = p.first().AddDate(0, 0, -7*n)
	case months:
		t = p.first().AddDate(0, -n, 0)
	case years:
		t = p.first().AddDate(-n, 0, 0)
	case decades:
		t = p.first().AddDate(-10*n, 0, 0)
	default:
		return v, false
	}
	v.from, v.to, v.toApprox = p, dateOf(t), s.vague
	return v, v.to.y >= 1
}

// oneSeason is a season of a year; without one, the last until publication.
func oneSeason(s *slots) (value, bool) {
	d, p := date{y: s.year[0], m: s.season}, s.published
	if s.years == 0 {
		if !p.known() {
			return value{kind: Period, relative: true}, true
		}
		d.y = p.y
		if d.first().After(p.first()) {
			d.y--
		}
	}
	return single(d, Period, s.years == 0), true
}

func dayFromToday(s *slots) (value, bool) {
	if !s.published.known() {
		return value{kind: Deictic, relative: true}, true
	}
	return single(s.published.add(s.offset), Deictic, true), true
}

func lastNight(s *slots) (value, bool) {
	v := value{kind: Deictic, relative: true}
	if s.published.known() {
		v.from, v.to = s.published.add(-1), s.published
	}
	return v, true
}

// knownAttack is the attack of a day and month that is known by them.
func knownAttack(s *slots) (value, bool) {
	if s.years == 0 {
		for i := len(s.events) - 1; i >= 0; i-- {
			e := &s.events[i]
			if e.kinds&(1<<s.kind) != 0 && e.start.m == s.month[0] && e.start.d == s.day[0] && !e.start.first().After(s.published.first()) {
				return single(e.start, Event, false), true
			}
		}
	}
	return oneDay(s)
}
