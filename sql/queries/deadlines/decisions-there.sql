-- Whether anything was returned or refused lately, or waits for a specialist, in whatever campaign: mostly not, and then nothing is asked
-- about each hundred of them.
SELECT
    CASE WHEN EXISTS (SELECT 1 FROM DoneReport WHERE ReturnedAt > @Since AND ReturnedAt <= @Now) THEN 1 ELSE 0 END AS AreReturned,
    CASE WHEN EXISTS (SELECT 1 FROM ExtensionRequest WHERE ClosedAt > @Since AND ClosedAt <= @Now) THEN 1 ELSE 0 END AS AreRefused,
    CASE WHEN EXISTS (SELECT 1 FROM DoneReport WHERE ReturnedAt IS NULL OR ReturnedAt > @Now) THEN 1 ELSE 0 END AS AreReported,
    CASE WHEN EXISTS (SELECT 1 FROM ExtensionRequest WHERE ClosedAt IS NULL OR ClosedAt > @Now) THEN 1 ELSE 0 END AS AreAsked;
