SELECT MAX(LookedAt) FROM InboxPosition;
