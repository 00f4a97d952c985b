-- For the login that runs 'camha run' and every other verb: each table with the rights its statements use, and each row
-- type that they are given sets of; no more.
-- A test holds this list against the statements. Run it as one who owns the database, after 'camha init' and after every
-- upgrade; again also where a table has made room for a view, because its grants went with it. May be run at any time.
IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'camha_service')
    CREATE ROLE camha_service;
GO
GRANT SELECT, INSERT, UPDATE ON dbo.Campaign TO camha_service;
GRANT SELECT, INSERT, UPDATE ON dbo.Unit TO camha_service;
GRANT SELECT, INSERT, UPDATE ON dbo.Contact TO camha_service;
GRANT SELECT, INSERT, UPDATE ON dbo.Assignment TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.AssignmentUnit TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.WeeklySubmission TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.SubmissionExemption TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.CalendarDay TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.JobRun TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.NoticeIssued TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.OutboxMessage TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.OutboxAttempt TO camha_service;
GRANT SELECT, INSERT ON dbo.WeeklyReport TO camha_service;
GRANT SELECT, INSERT ON dbo.WeeklyReportFile TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.Installation TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.OutboxMime TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.RefusedAddress TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.DeliveryFailure TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.TransportFault TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.SendingPause TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.TestMail TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.Problem TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.Gesture TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.ChangeEntry TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.SubmissionOrigin TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.DoneReport TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.ExtensionRequest TO camha_service;
GRANT SELECT, INSERT, UPDATE ON dbo.ImportLayout TO camha_service;
GRANT SELECT, INSERT, UPDATE ON dbo.InboxMail TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.InboxFile TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.InboxMime TO camha_service;
GRANT SELECT, INSERT, UPDATE ON dbo.InboxPosition TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.MailboxProbe TO camha_service;
GRANT SELECT ON dbo.MailKey TO camha_service;
GRANT SELECT, INSERT, UPDATE ON dbo.Account TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.AccountCampaign TO camha_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.AccountSession TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.UnitCall TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.ReportDraft TO camha_service;
GRANT SELECT, INSERT, UPDATE ON dbo.UnitLink TO camha_service;
GRANT SELECT, INSERT, DELETE ON dbo.AddressProof TO camha_service;
GRANT SELECT ON dbo.SchemaVersion TO camha_service;
GO
-- Each in a batch of its own: a compatible server that does not know grants on types refuses the whole batch.
GRANT EXECUTE ON TYPE::dbo.NoticeRow TO camha_service;
GO
GRANT EXECUTE ON TYPE::dbo.MessageRow TO camha_service;
GO
GRANT EXECUTE ON TYPE::dbo.AttemptRow TO camha_service;
GO
GRANT EXECUTE ON TYPE::dbo.SentRow TO camha_service;
GO
GRANT EXECUTE ON TYPE::dbo.RenderedRow TO camha_service;
GO
GRANT EXECUTE ON TYPE::dbo.MimeRow TO camha_service;
