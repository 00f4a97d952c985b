-- The address of a unit's own page. Its token is not in it, only the hash: whoever reads a backup cannot answer for anybody.
CREATE TABLE UnitLink (
    Id          INTEGER PRIMARY KEY,
    UnitId      INTEGER NOT NULL REFERENCES Unit (Id),
    -- The unit's first, second and so on; of one that was renewed beside another both may hold.
    Generation  INTEGER NOT NULL,
    TokenSha256 TEXT NOT NULL CONSTRAINT UQ_UnitLink_Token UNIQUE,
    -- Names the key that it was derived from, so that it can be shown again where the key is at hand.
    KeyId       TEXT NOT NULL,
    IssuedAt    TEXT NOT NULL,
    IssuedBy    TEXT NOT NULL,
    RevokedAt   TEXT NULL,
    RevokedBy   TEXT NOT NULL DEFAULT '',
    CONSTRAINT UQ_UnitLink_Generation UNIQUE (UnitId, Generation)
);
-- Whether the public address was reached from outside. Before it was, no mail leads there.
CREATE TABLE AddressProof (
    Url      TEXT NOT NULL PRIMARY KEY,
    TriedAt  TEXT NOT NULL,
    -- NULL where it never was.
    ProvenAt TEXT NULL,
    -- Why the last try failed; empty where it did not.
    Fault    TEXT NOT NULL
);
-- What was sent by a unit's link, for its page.
CREATE INDEX IX_Gesture_Link ON Gesture (CampaignId, Source, Id) WHERE Way = 'Link';
