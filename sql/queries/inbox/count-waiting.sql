SELECT COUNT(*) FROM InboxMail WHERE State = 'Triage';
