SELECT u.Code AS Unit, s.Week, s.SubmittedAt, s.Assignments, s.Results, s.Difficulties, s.Proposals, s.NextWeek
FROM WeeklySubmission AS s
JOIN Unit AS u ON u.Id = s.UnitId
WHERE u.CampaignId = @CampaignId;
