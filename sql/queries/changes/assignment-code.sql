-- As it is written there; where codes differ by case, as it was typed.
SELECT Code FROM Assignment WHERE CampaignId = @CampaignId AND Code = @Code;
