SELECT Week, Revision, Snapshot FROM WeeklyReport ORDER BY Week, Revision;
