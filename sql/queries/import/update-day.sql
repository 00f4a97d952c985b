UPDATE CalendarDay SET Kind = @kind, Name = @name WHERE Day = @day;
