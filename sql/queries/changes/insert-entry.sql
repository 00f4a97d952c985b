INSERT INTO ChangeEntry (GestureId, CampaignId, Kind, Assignment, Unit, Item, Field, ValueBefore, ValueAfter, NewRows)
VALUES (@GestureId, @CampaignId, @Kind, @Assignment, @Unit, @Item, @Field, @ValueBefore, @ValueAfter, @NewRows);
