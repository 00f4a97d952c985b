-- The address of a unit's own page. Its token is not in it, only the hash: whoever reads a backup cannot answer for anybody.
CREATE TABLE dbo.UnitLink (
    Id          bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_UnitLink PRIMARY KEY,
    UnitId      int NOT NULL CONSTRAINT FK_UnitLink_UnitId REFERENCES dbo.Unit (Id),
    -- The unit's first, second and so on; of one that was renewed beside another both may hold.
    Generation  int NOT NULL,
    TokenSha256 nvarchar(64) NOT NULL CONSTRAINT UQ_UnitLink_Token UNIQUE,
    -- Names the key that it was derived from, so that it can be shown again where the key is at hand.
    KeyId       nvarchar(16) NOT NULL,
    IssuedAt    datetime2(3) NOT NULL,
    IssuedBy    nvarchar(400) NOT NULL,
    RevokedAt   datetime2(3) NULL,
    RevokedBy   nvarchar(400) NOT NULL CONSTRAINT DF_UnitLink_RevokedBy DEFAULT N'',
    CONSTRAINT UQ_UnitLink_Generation UNIQUE (UnitId, Generation)
);
-- Whether the public address was reached from outside. Before it was, no mail leads there.
CREATE TABLE dbo.AddressProof (
    Url      nvarchar(200) NOT NULL CONSTRAINT PK_AddressProof PRIMARY KEY,
    TriedAt  datetime2(3) NOT NULL,
    -- NULL where it never was.
    ProvenAt datetime2(3) NULL,
    -- Why the last try failed; empty where it did not.
    Fault    nvarchar(1000) NOT NULL
);
-- What was sent by a unit's link, for its page.
CREATE INDEX IX_Gesture_Link ON dbo.Gesture (CampaignId, Source, Id) WHERE Way = N'Link';
