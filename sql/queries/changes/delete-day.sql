DELETE FROM CalendarDay WHERE Day = @Day;
