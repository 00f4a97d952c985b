-- Who may use the page. While there is nobody in it, the page is as it was: open on this machine, or behind its one password.
CREATE TABLE Account (
    Id           INTEGER PRIMARY KEY,
    -- What is typed at the login, in small letters: nobody becomes two by a capital.
    Name         TEXT NOT NULL CONSTRAINT UQ_Account_Name UNIQUE,
    Person       TEXT NOT NULL,
    PasswordHash TEXT NOT NULL,
    -- A sum of AccountRoles.
    Roles        INTEGER NOT NULL CHECK (Roles > 0),
    -- 0 where it sees only the campaigns in AccountCampaign.
    IsForAll     INTEGER NOT NULL CHECK (IsForAll IN (0, 1)),
    CreatedAt    TEXT NOT NULL,
    PasswordAt   TEXT NOT NULL,
    -- An account that is over stays: its name stands in the record of changes.
    EndedAt      TEXT NULL
);
CREATE TABLE AccountCampaign (
    AccountId  INTEGER NOT NULL REFERENCES Account (Id),
    CampaignId INTEGER NOT NULL REFERENCES Campaign (Id),
    PRIMARY KEY (AccountId, CampaignId)
);
-- Who is logged in. The cookie is not in it, only its hash: whoever reads a backup is not let in.
CREATE TABLE AccountSession (
    IdSha256  TEXT NOT NULL PRIMARY KEY,
    AccountId INTEGER NOT NULL REFERENCES Account (Id),
    BegunAt   TEXT NOT NULL,
    SeenAt    TEXT NOT NULL,
    Address   TEXT NOT NULL,
    Browser   TEXT NOT NULL
);
CREATE INDEX IX_AccountSession_Account ON AccountSession (AccountId);
