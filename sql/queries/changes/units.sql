SELECT u.Code, u.Name, u.Aliases, u.Kind, u.Role, u.OwesWeekly, s.Code AS Supervisor, u.IsActive
FROM Unit AS u
LEFT JOIN Unit AS s ON s.Id = u.SupervisorId
WHERE u.CampaignId = @CampaignId
ORDER BY u.Id;
