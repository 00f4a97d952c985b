UPDATE Campaign
SET Name = @name, Place = @place, SubjectTag = @subjectTag, StartsOn = @startsOn, EndsOn = @endsOn
WHERE Code = @code;
