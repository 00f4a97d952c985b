-- The record of changes knows one kind more, and a mail that a person has closed is no longer one in which there was nothing. The
-- texts of CHECKs are changed where they stand; reloaded here, and the tables that follow raise the number by which other connections
-- notice.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''Contact'', ''Assignment''', '''Contact'', ''ClosedAddress'', ''Assignment''')
WHERE type = 'table' AND name = 'ChangeEntry';
UPDATE sqlite_schema SET sql = replace(sql, '''Acknowledged'', ''Triage''', '''Acknowledged'', ''Ignored'', ''Asked'', ''Triage''')
WHERE type = 'table' AND name = 'InboxMail';
PRAGMA writable_schema = RESET;

-- What kind of mail it is, how far its sender is believed, and until when he is away: NULL where that was not asked, or is not said.
ALTER TABLE InboxMail ADD COLUMN Kind TEXT NULL CHECK (Kind IN ('Answer', 'Bounce', 'Automatic', 'Feedback', 'Foreign'));
ALTER TABLE InboxMail ADD COLUMN SenderLevel TEXT NULL CHECK (SenderLevel IN (
    'Proven', 'Verified', 'Claimed', 'Stranger', 'Forged'));
ALTER TABLE InboxMail ADD COLUMN AwayUntil TEXT NULL;
CREATE INDEX IX_InboxMail_Away ON InboxMail (StoredAt) WHERE AwayUntil IS NOT NULL;

-- A mail of ours that did not arrive, or of which somebody complains: refused by a server, or returned by mail.
CREATE TABLE DeliveryFailure (
    Id              INTEGER PRIMARY KEY,
    OutboxMessageId INTEGER NOT NULL REFERENCES OutboxMessage (Id),
    CampaignId      INTEGER NOT NULL REFERENCES Campaign (Id),
    Address         TEXT NOT NULL,
    -- When we learnt of it.
    NotedAt         TEXT NOT NULL,
    -- Refused while it was sent; returned by a mail that names it; or by one that names none of ours, which anybody can write.
    Way             TEXT NOT NULL CHECK (Way IN ('Smtp', 'Mail', 'Claim')),
    Class           TEXT NOT NULL CHECK (Class IN (
        'Other', 'UnknownAddress', 'UnknownHost', 'Full', 'Delayed', 'Policy', 'Size', 'Vacation', 'Feedback')),
    -- Whether the address is dead.
    IsHard          INTEGER NOT NULL CHECK (IsHard IN (0, 1)),
    -- The mail that says so; NULL where a server said it.
    InboxMailId     INTEGER NULL,
    -- When the address proved to be alive, or a person said so; it counts no more.
    ForgottenAt     TEXT NULL
);
CREATE INDEX IX_DeliveryFailure_Address ON DeliveryFailure (CampaignId, Address, NotedAt);
CREATE INDEX IX_DeliveryFailure_NotedAt ON DeliveryFailure (NotedAt);
CREATE INDEX IX_DeliveryFailure_Message ON DeliveryFailure (OutboxMessageId);

-- What earlier versions told by how the reason begins. An underscore stands for a letter that a server's script cannot hold.
UPDATE InboxMail SET State = 'Ignored' WHERE State = 'Acknowledged' AND Reason LIKE 'Ng__i xem: kh_ng ph_i ghi g_%';
UPDATE InboxMail SET State = 'Asked' WHERE State = 'Acknowledged' AND Reason LIKE '__ h_i l_i %';
UPDATE InboxMail
SET Kind = CASE
        WHEN State = 'Bounce' THEN 'Bounce'
        WHEN State = 'Automatic' AND Reason LIKE 'Th_ c_a ta b_ b_o l_ th_ r_c: %' THEN 'Feedback'
        WHEN State = 'Automatic' THEN 'Automatic'
        WHEN Reason LIKE 'Th_ c_a m_t danh s_ch g_i chung.%' THEN 'Foreign'
        WHEN State IN ('Applied', 'Acknowledged', 'Ignored', 'Asked', 'Triage') THEN 'Answer' END,
    SenderLevel = CASE
        WHEN State IN ('Bounce', 'Automatic') THEN NULL
        WHEN Reason LIKE 'Tr_ l_i __ng th_ __ g_i __n __a ch_ n_y.%' THEN 'Proven'
        WHEN Reason LIKE 'M_y ch_ th_ x_c nh_n th_ __n t_ __a ch_ c_a __n v_.%' THEN 'Verified'
        WHEN Reason LIKE 'Th_ ghi __a ch_ c_a __n v_; m_y ch_ th_ kh_ng x_c nh_n ___c.%' THEN 'Claimed'
        WHEN Reason LIKE '__a ch_ g_i kh_ng c_ trong danh s_ch __u m_i%' THEN 'Stranger'
        WHEN Reason LIKE 'M_y ch_ th_ cho bi_t th_ kh_ng __n t_ __a ch_ ghi trong th_.%' THEN 'Forged' END
WHERE State NOT IN ('New', 'Foreign', 'Failed');
-- An absence, as in 20/6/2022: the year is behind the second stroke.
UPDATE InboxMail
SET AwayUntil = (
    SELECT printf('%04d-%02d-%02d', substr(rest, instr(rest, '/') + 1), substr(rest, 1, instr(rest, '/') - 1), day)
    FROM (
        SELECT substr(said, instr(said, '/') + 1) AS rest, substr(said, 1, instr(said, '/') - 1) AS day
        FROM (SELECT substr(Reason, 10, instr(Reason, '.') - 10) AS said)))
WHERE State = 'Automatic' AND Reason LIKE 'V_ng __n %/%/%.%';
-- What was said of their address in the last days counts on.
INSERT INTO DeliveryFailure (OutboxMessageId, CampaignId, Address, NotedAt, Way, Class, IsHard, InboxMailId)
SELECT m.Id, m.CampaignId, m.Recipient, COALESCE(i.DecidedAt, m.FinishedAt), CASE WHEN i.Id IS NULL THEN 'Claim' ELSE 'Mail' END,
    CASE WHEN m.StateReason LIKE 'b_ tr_ v_: kh_ng c_ m_y ch_%' THEN 'UnknownHost' ELSE 'UnknownAddress' END, 1, i.Id
FROM OutboxMessage AS m
LEFT JOIN InboxMail AS i ON i.Id = (SELECT MIN(b.Id) FROM InboxMail AS b WHERE b.OutboxMessageId = m.Id AND b.State = 'Bounce')
WHERE m.State = 'Dead' AND m.StateReason LIKE 'b_ tr_ v_: %';
INSERT INTO DeliveryFailure (OutboxMessageId, CampaignId, Address, NotedAt, Way, Class, IsHard, InboxMailId)
SELECT m.Id, m.CampaignId, m.Recipient, i.StoredAt, 'Mail', CASE WHEN i.Kind = 'Feedback' THEN 'Feedback' ELSE 'Policy' END, 0, i.Id
FROM InboxMail AS i
JOIN OutboxMessage AS m ON m.Id = i.OutboxMessageId
WHERE i.Kind = 'Feedback' OR i.Reason LIKE 'Th_ c_a ta b_ t_ ch_i: %';
