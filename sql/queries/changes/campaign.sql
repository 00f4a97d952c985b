SELECT Code, Name, Place, SubjectTag, StartsOn, EndsOn FROM Campaign WHERE Id = @CampaignId;
