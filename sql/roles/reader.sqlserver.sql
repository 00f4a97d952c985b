-- For people and programs that look and never write: everything but the mails' own bytes, which may hold links meant for
-- their recipient alone. Run it after 'camha init' and after every upgrade. May be run at any time.
IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'camha_reader')
    CREATE ROLE camha_reader;
GO
GRANT SELECT ON dbo.Campaign TO camha_reader;
GRANT SELECT ON dbo.Unit TO camha_reader;
GRANT SELECT ON dbo.Contact TO camha_reader;
GRANT SELECT ON dbo.Assignment TO camha_reader;
GRANT SELECT ON dbo.AssignmentUnit TO camha_reader;
GRANT SELECT ON dbo.WeeklySubmission TO camha_reader;
GRANT SELECT ON dbo.SubmissionExemption TO camha_reader;
GRANT SELECT ON dbo.CalendarDay TO camha_reader;
GRANT SELECT ON dbo.JobRun TO camha_reader;
GRANT SELECT ON dbo.NoticeIssued TO camha_reader;
GRANT SELECT ON dbo.OutboxMessage TO camha_reader;
GRANT SELECT ON dbo.OutboxAttempt TO camha_reader;
GRANT SELECT ON dbo.WeeklyReport TO camha_reader;
GRANT SELECT ON dbo.WeeklyReportFile TO camha_reader;
GRANT SELECT ON dbo.Installation TO camha_reader;
GRANT SELECT ON dbo.RefusedAddress TO camha_reader;
GRANT SELECT ON dbo.DeliveryFailure TO camha_reader;
GRANT SELECT ON dbo.TransportFault TO camha_reader;
GRANT SELECT ON dbo.SendingPause TO camha_reader;
GRANT SELECT ON dbo.TestMail TO camha_reader;
GRANT SELECT ON dbo.Problem TO camha_reader;
GRANT SELECT ON dbo.SubmissionOrigin TO camha_reader;
GRANT SELECT ON dbo.DoneReport TO camha_reader;
GRANT SELECT ON dbo.ExtensionRequest TO camha_reader;
GRANT SELECT ON dbo.Gesture TO camha_reader;
GRANT SELECT ON dbo.ChangeEntry TO camha_reader;
GRANT SELECT ON dbo.ImportLayout TO camha_reader;
GRANT SELECT ON dbo.InboxMail TO camha_reader;
GRANT SELECT ON dbo.InboxFile TO camha_reader;
GRANT SELECT ON dbo.InboxPosition TO camha_reader;
GRANT SELECT ON dbo.MailboxProbe TO camha_reader;
GRANT SELECT ON dbo.UnitCall TO camha_reader;
GRANT SELECT ON dbo.ReportDraft TO camha_reader;
GRANT SELECT ON dbo.UnitLink TO camha_reader;
GRANT SELECT ON dbo.AddressProof TO camha_reader;
GRANT SELECT ON dbo.SchemaVersion TO camha_reader;
