SELECT Day, Kind FROM CalendarDay;
