-- Who may use the page. While there is nobody in it, the page is as it was: open on this machine, or behind its one password.
CREATE TABLE dbo.Account (
    Id           int IDENTITY(1,1) NOT NULL CONSTRAINT PK_Account PRIMARY KEY,
    -- What is typed at the login, in small letters: nobody becomes two by a capital.
    Name         nvarchar(50) NOT NULL CONSTRAINT UQ_Account_Name UNIQUE,
    Person       nvarchar(200) NOT NULL,
    PasswordHash nvarchar(200) NOT NULL,
    -- A sum of AccountRoles.
    Roles        int NOT NULL CONSTRAINT CK_Account_Roles CHECK (Roles > 0),
    -- 0 where it sees only the campaigns in AccountCampaign.
    IsForAll     bit NOT NULL,
    CreatedAt    datetime2(3) NOT NULL,
    PasswordAt   datetime2(3) NOT NULL,
    -- An account that is over stays: its name stands in the record of changes.
    EndedAt      datetime2(3) NULL
);
CREATE TABLE dbo.AccountCampaign (
    AccountId  int NOT NULL CONSTRAINT FK_AccountCampaign_AccountId REFERENCES dbo.Account (Id),
    CampaignId int NOT NULL CONSTRAINT FK_AccountCampaign_CampaignId REFERENCES dbo.Campaign (Id),
    CONSTRAINT PK_AccountCampaign PRIMARY KEY (AccountId, CampaignId)
);
-- Who is logged in. The cookie is not in it, only its hash: whoever reads a backup is not let in.
CREATE TABLE dbo.AccountSession (
    IdSha256  nvarchar(64) NOT NULL CONSTRAINT PK_AccountSession PRIMARY KEY,
    AccountId int NOT NULL CONSTRAINT FK_AccountSession_AccountId REFERENCES dbo.Account (Id),
    BegunAt   datetime2(3) NOT NULL,
    SeenAt    datetime2(3) NOT NULL,
    Address   nvarchar(64) NOT NULL,
    Browser   nvarchar(200) NOT NULL
);
CREATE INDEX IX_AccountSession_Account ON dbo.AccountSession (AccountId);
