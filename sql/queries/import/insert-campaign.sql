INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
VALUES (@code, @name, @place, @subjectTag, @startsOn, @endsOn, @watchedSince);
