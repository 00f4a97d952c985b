-- Campaign by campaign, which SQLite is told by CROSS: a range of them would read all they were ever told.
SELECT DISTINCT n.UnitId
FROM Campaign AS c
CROSS JOIN NoticeIssued AS n
WHERE c.Id BETWEEN @FirstCampaign AND @LastCampaign AND n.CampaignId = c.Id AND n.LookDay = @Today AND n.Kind = 'Deadline';
