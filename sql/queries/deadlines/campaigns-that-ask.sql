-- Those in which more time was asked for and nobody has decided: few, of however many campaigns.
SELECT DISTINCT a.CampaignId
FROM ExtensionRequest AS x
JOIN Assignment AS a ON a.Id = x.AssignmentId
WHERE x.ClosedAt IS NULL;
