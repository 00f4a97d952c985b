SELECT Number, Name, Type, SizeBytes, Sha256, Fault FROM InboxFile WHERE InboxMailId = @Id ORDER BY Number;
