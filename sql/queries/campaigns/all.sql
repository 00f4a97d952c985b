SELECT Id, Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince, ReleasedAt
FROM Campaign
ORDER BY Id;
