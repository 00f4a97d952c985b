SELECT COUNT(*) FROM CalendarDay WHERE Kind = 'Off' AND Day >= @From AND Day <= @To;
