SELECT ProblemKey, Machine, CampaignId, Title, Remedy, TellsNow, TellsOver, Since, ToldAt, GoneSince, OverAt FROM Problem ORDER BY Since, ProblemKey;
