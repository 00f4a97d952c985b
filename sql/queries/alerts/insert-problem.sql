INSERT INTO Problem (ProblemKey, Machine, CampaignId, Title, Remedy, TellsNow, TellsOver, Since, ToldAt, GoneSince, OverAt)
VALUES (@ProblemKey, @Machine, @CampaignId, @Title, @Remedy, @TellsNow, @TellsOver, @Since, @ToldAt, @GoneSince, @OverAt);
