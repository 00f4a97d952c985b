SELECT Day, Kind, Name FROM CalendarDay;
