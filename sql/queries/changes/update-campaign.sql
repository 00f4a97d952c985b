UPDATE Campaign
SET Name = @Name, Place = @Place, SubjectTag = @SubjectTag, StartsOn = @StartsOn, EndsOn = @EndsOn
WHERE Code = @Code;
