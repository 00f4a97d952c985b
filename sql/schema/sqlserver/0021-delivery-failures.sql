-- The record of changes knows one kind more, and a mail that a person has closed is no longer one in which there was nothing.
ALTER TABLE dbo.ChangeEntry DROP CONSTRAINT CK_ChangeEntry_Kind;
ALTER TABLE dbo.ChangeEntry ADD CONSTRAINT CK_ChangeEntry_Kind CHECK (Kind IN (
    N'Campaign', N'Unit', N'Contact', N'ClosedAddress', N'Assignment', N'Part', N'Progress', N'DoneReport', N'Extension', N'Submission',
    N'Exemption', N'Day'));
ALTER TABLE dbo.InboxMail DROP CONSTRAINT CK_InboxMail_State;
ALTER TABLE dbo.InboxMail ADD CONSTRAINT CK_InboxMail_State CHECK (State IN (
    N'New', N'Applied', N'Acknowledged', N'Ignored', N'Asked', N'Triage', N'Automatic', N'Bounce', N'Foreign', N'Failed'));

-- What kind of mail it is, how far its sender is believed, and until when he is away: NULL where that was not asked, or is not said.
ALTER TABLE dbo.InboxMail ADD Kind nvarchar(16) NULL CONSTRAINT CK_InboxMail_Kind CHECK (Kind IN (
    N'Answer', N'Bounce', N'Automatic', N'Feedback', N'Foreign'));
ALTER TABLE dbo.InboxMail ADD SenderLevel nvarchar(16) NULL CONSTRAINT CK_InboxMail_SenderLevel CHECK (SenderLevel IN (
    N'Proven', N'Verified', N'Claimed', N'Stranger', N'Forged'));
ALTER TABLE dbo.InboxMail ADD AwayUntil date NULL;
GO
CREATE INDEX IX_InboxMail_Away ON dbo.InboxMail (StoredAt) WHERE AwayUntil IS NOT NULL;

-- A mail of ours that did not arrive, or of which somebody complains: refused by a server, or returned by mail.
CREATE TABLE dbo.DeliveryFailure (
    Id              bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_DeliveryFailure PRIMARY KEY,
    OutboxMessageId bigint NOT NULL CONSTRAINT FK_DeliveryFailure_OutboxMessageId REFERENCES dbo.OutboxMessage (Id),
    CampaignId      int NOT NULL CONSTRAINT FK_DeliveryFailure_CampaignId REFERENCES dbo.Campaign (Id),
    Address         nvarchar(254) NOT NULL,
    -- When we learnt of it.
    NotedAt         datetime2(3) NOT NULL,
    -- Refused while it was sent; returned by a mail that names it; or by one that names none of ours, which anybody can write.
    Way             nvarchar(16) NOT NULL CONSTRAINT CK_DeliveryFailure_Way CHECK (Way IN (N'Smtp', N'Mail', N'Claim')),
    Class           nvarchar(16) NOT NULL CONSTRAINT CK_DeliveryFailure_Class CHECK (Class IN (
        N'Other', N'UnknownAddress', N'UnknownHost', N'Full', N'Delayed', N'Policy', N'Size', N'Vacation', N'Feedback')),
    -- Whether the address is dead.
    IsHard          bit NOT NULL,
    -- The mail that says so; NULL where a server said it.
    InboxMailId     bigint NULL,
    -- When the address proved to be alive, or a person said so; it counts no more.
    ForgottenAt     datetime2(3) NULL
);
CREATE INDEX IX_DeliveryFailure_Address ON dbo.DeliveryFailure (CampaignId, Address, NotedAt);
CREATE INDEX IX_DeliveryFailure_NotedAt ON dbo.DeliveryFailure (NotedAt);
CREATE INDEX IX_DeliveryFailure_Message ON dbo.DeliveryFailure (OutboxMessageId);
GO
-- What earlier versions told by how the reason begins. An underscore stands for a letter that a server's script cannot hold.
UPDATE dbo.InboxMail SET State = N'Ignored' WHERE State = N'Acknowledged' AND Reason LIKE N'Ng__i xem: kh_ng ph_i ghi g_%';
UPDATE dbo.InboxMail SET State = N'Asked' WHERE State = N'Acknowledged' AND Reason LIKE N'__ h_i l_i %';
UPDATE dbo.InboxMail
SET Kind = CASE
        WHEN State = N'Bounce' THEN N'Bounce'
        WHEN State = N'Automatic' AND Reason LIKE N'Th_ c_a ta b_ b_o l_ th_ r_c: %' THEN N'Feedback'
        WHEN State = N'Automatic' THEN N'Automatic'
        WHEN Reason LIKE N'Th_ c_a m_t danh s_ch g_i chung.%' THEN N'Foreign'
        WHEN State IN (N'Applied', N'Acknowledged', N'Ignored', N'Asked', N'Triage') THEN N'Answer' END,
    SenderLevel = CASE
        WHEN State IN (N'Bounce', N'Automatic') THEN NULL
        WHEN Reason LIKE N'Tr_ l_i __ng th_ __ g_i __n __a ch_ n_y.%' THEN N'Proven'
        WHEN Reason LIKE N'M_y ch_ th_ x_c nh_n th_ __n t_ __a ch_ c_a __n v_.%' THEN N'Verified'
        WHEN Reason LIKE N'Th_ ghi __a ch_ c_a __n v_; m_y ch_ th_ kh_ng x_c nh_n ___c.%' THEN N'Claimed'
        WHEN Reason LIKE N'__a ch_ g_i kh_ng c_ trong danh s_ch __u m_i%' THEN N'Stranger'
        WHEN Reason LIKE N'M_y ch_ th_ cho bi_t th_ kh_ng __n t_ __a ch_ ghi trong th_.%' THEN N'Forged' END
WHERE State NOT IN (N'New', N'Foreign', N'Failed');
-- An absence, as in 20/6/2022: day, month, year.
UPDATE dbo.InboxMail
SET AwayUntil = TRY_CONVERT(date, SUBSTRING(Reason, 10, CHARINDEX(N'.', Reason) - 10), 103)
WHERE State = N'Automatic' AND Reason LIKE N'V_ng __n %/%/%.%';
-- What was said of their address in the last days counts on.
INSERT INTO dbo.DeliveryFailure (OutboxMessageId, CampaignId, Address, NotedAt, Way, Class, IsHard, InboxMailId)
SELECT m.Id, m.CampaignId, m.Recipient, COALESCE(i.DecidedAt, m.FinishedAt), CASE WHEN i.Id IS NULL THEN N'Claim' ELSE N'Mail' END,
    CASE WHEN m.StateReason LIKE N'b_ tr_ v_: kh_ng c_ m_y ch_%' THEN N'UnknownHost' ELSE N'UnknownAddress' END, 1, i.Id
FROM dbo.OutboxMessage AS m
LEFT JOIN dbo.InboxMail AS i ON i.Id = (SELECT MIN(b.Id) FROM dbo.InboxMail AS b WHERE b.OutboxMessageId = m.Id AND b.State = N'Bounce')
WHERE m.State = N'Dead' AND m.StateReason LIKE N'b_ tr_ v_: %';
INSERT INTO dbo.DeliveryFailure (OutboxMessageId, CampaignId, Address, NotedAt, Way, Class, IsHard, InboxMailId)
SELECT m.Id, m.CampaignId, m.Recipient, i.StoredAt, N'Mail', CASE WHEN i.Kind = N'Feedback' THEN N'Feedback' ELSE N'Policy' END, 0, i.Id
FROM dbo.InboxMail AS i
JOIN dbo.OutboxMessage AS m ON m.Id = i.OutboxMessageId
WHERE i.Kind = N'Feedback' OR i.Reason LIKE N'Th_ c_a ta b_ t_ ch_i: %';
