DELETE FROM InboxMime WHERE InboxMailId = @Id;
