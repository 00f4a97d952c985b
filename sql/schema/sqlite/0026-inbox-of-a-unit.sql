-- What a unit has written, for its page.
CREATE INDEX IX_InboxMail_Unit ON InboxMail (UnitId, Id) WHERE UnitId IS NOT NULL;
