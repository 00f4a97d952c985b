UPDATE CalendarDay SET Kind = @Kind, Name = @Name WHERE Day = @Day;
