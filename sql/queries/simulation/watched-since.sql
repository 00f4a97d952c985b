SELECT CASE WHEN WatchedSince < @Before THEN 'Before' ELSE 'After' END
FROM Campaign
WHERE Code = @Code;
