INSERT INTO Gesture (GestureKey, CampaignId, MadeAt, MadeBy, Way, Reason, Source, SourceSha256, UndoesId, IsApplied)
VALUES (@GestureKey, @CampaignId, @MadeAt, @MadeBy, @Way, @Reason, @Source, @SourceSha256, @UndoesId, @IsApplied);
