UPDATE WeeklySubmission
SET Assignments = @assignments, Results = @results, Difficulties = @difficulties, Proposals = @proposals, NextWeek = @nextWeek
WHERE Week = @week AND SubmittedAt = @submittedAt
    AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @campaignId AND Code = @unit);
