INSERT INTO CalendarDay (Day, Kind, Name) VALUES (@Day, @Kind, @Name);
