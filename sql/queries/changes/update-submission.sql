UPDATE WeeklySubmission
SET Assignments = @Assignments, Results = @Results, Difficulties = @Difficulties, Proposals = @Proposals, NextWeek = @NextWeek
WHERE Week = @Week AND SubmittedAt = @SubmittedAt
    AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit);
