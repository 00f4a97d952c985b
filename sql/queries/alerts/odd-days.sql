-- The days of plans that are beyond reason. Two ranges of due dates, so that their index answers.
SELECT c.Id AS CampaignId, c.Code AS Campaign, '' AS Code, c.StartsOn AS Day
FROM Campaign AS c
WHERE c.StartsOn < @From OR c.StartsOn > @To
UNION ALL
SELECT c.Id, c.Code, '', c.EndsOn
FROM Campaign AS c
WHERE c.EndsOn < @From OR c.EndsOn > @To
UNION ALL
SELECT c.Id, c.Code, a.Code, a.DueOn
FROM Campaign AS c
CROSS JOIN Assignment AS a
WHERE a.CampaignId = c.Id AND a.IsActive = 1 AND a.DueOn < @From
UNION ALL
SELECT c.Id, c.Code, a.Code, a.DueOn
FROM Campaign AS c
CROSS JOIN Assignment AS a
WHERE a.CampaignId = c.Id AND a.IsActive = 1 AND a.DueOn > @To;
