INSERT INTO CalendarDay (Day, Kind, Name) VALUES (@day, @kind, @name);
