SELECT Day, Kind, Name FROM CalendarDay WHERE Day >= @From AND Day <= @To ORDER BY Day;
