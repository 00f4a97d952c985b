SELECT Id, Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince
FROM Campaign
WHERE Code = @Code;
