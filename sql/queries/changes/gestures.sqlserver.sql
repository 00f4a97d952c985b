SELECT TOP (@Last) g.Id, g.CampaignId, COALESCE(c.Code, '') AS Campaign, g.MadeAt, g.MadeBy, g.Way, g.Reason, g.Source, g.SourceSha256, g.UndoesId,
    (SELECT MAX(u.Id) FROM dbo.Gesture AS u
     WHERE u.UndoesId = g.Id AND NOT EXISTS (SELECT 1 FROM dbo.Gesture AS v WHERE v.UndoesId = u.Id)) AS UndoneById, g.IsApplied,
    (SELECT COUNT(*) FROM dbo.ChangeEntry AS e WHERE e.GestureId = g.Id AND e.NewRows = 0) AS Entries,
    (SELECT COALESCE(SUM(e.NewRows), 0) FROM dbo.ChangeEntry AS e WHERE e.GestureId = g.Id) AS NewRows
FROM dbo.Gesture AS g
LEFT JOIN dbo.Campaign AS c ON c.Id = g.CampaignId
WHERE (@CampaignId IS NULL OR g.CampaignId = @CampaignId OR g.CampaignId = 0)
    AND (@AccountId IS NULL OR g.CampaignId IN (SELECT CampaignId FROM dbo.AccountCampaign WHERE AccountId = @AccountId))
    AND (@BelowId IS NULL OR g.Id < @BelowId)
ORDER BY g.Id DESC;
