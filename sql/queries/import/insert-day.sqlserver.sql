INSERT INTO CalendarDay (Day, Kind, Name)
SELECT r.Day, r.Kind, r.Name
FROM OPENJSON(@Rows) WITH (
    Day date '$.Day', Kind nvarchar(32) '$.Kind', Name nvarchar(400) '$.Name') AS r;
