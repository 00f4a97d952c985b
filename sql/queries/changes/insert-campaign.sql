INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
VALUES (@Code, @Name, @Place, @SubjectTag, @StartsOn, @EndsOn, @WatchedSince);
