-- Those that name it, and those that it was among as merely new: one a line, a code before the first tab. Sorted outside, or
-- SQLite reads every entry without a unit, because they lie in the order of their gestures.
SELECT DISTINCT GestureId
FROM (
    SELECT GestureId FROM ChangeEntry WHERE CampaignId = @CampaignId AND Assignment = @Assignment
    UNION ALL
    SELECT GestureId
    FROM ChangeEntry
    WHERE CampaignId = @CampaignId AND Assignment = '' AND Unit = '' AND NewRows > 0
        AND REPLACE(CONCAT(CHAR(10), ValueAfter), CONCAT(CHAR(10), @Assignment, CHAR(9)), '') <> CONCAT(CHAR(10), ValueAfter)) AS found
ORDER BY GestureId DESC;
