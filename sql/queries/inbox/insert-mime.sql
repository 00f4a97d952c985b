INSERT INTO InboxMime (InboxMailId, Mime) SELECT Id, @Mime FROM InboxMail WHERE Sha256 = @Sha256;
