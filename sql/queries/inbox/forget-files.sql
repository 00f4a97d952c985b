DELETE FROM InboxFile WHERE InboxMailId = @Id;
