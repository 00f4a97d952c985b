INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Assignments, Results, Difficulties, Proposals, NextWeek)
SELECT Id, @week, @submittedAt, @assignments, @results, @difficulties, @proposals, @nextWeek
FROM Unit
WHERE CampaignId = @campaignId AND Code = @unit;
