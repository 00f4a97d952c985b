SELECT Mime FROM InboxMime WHERE InboxMailId = @Id;
