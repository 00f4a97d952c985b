INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Assignments, Results, Difficulties, Proposals, NextWeek)
SELECT Id, @Week, @SubmittedAt, @Assignments, @Results, @Difficulties, @Proposals, @NextWeek
FROM Unit
WHERE CampaignId = @CampaignId AND Code = @Unit;
