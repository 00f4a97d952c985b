-- Those that name it, and those that it was among as merely new: one a line, a code between two tabs. Sorted outside, or SQLite
-- reads every entry without a unit, because they lie in the order of their gestures.
SELECT DISTINCT GestureId
FROM (
    SELECT GestureId FROM ChangeEntry WHERE CampaignId = @CampaignId AND Unit = @Unit
    UNION ALL
    SELECT GestureId
    FROM ChangeEntry
    WHERE CampaignId = @CampaignId AND Assignment = '' AND Unit = '' AND NewRows > 0
        AND REPLACE(ValueAfter, CONCAT(CHAR(9), @Unit, CHAR(9)), '') <> ValueAfter) AS found
ORDER BY GestureId DESC;
