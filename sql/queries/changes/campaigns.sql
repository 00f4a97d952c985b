SELECT Code, Name, Place, SubjectTag, StartsOn, EndsOn FROM Campaign;
