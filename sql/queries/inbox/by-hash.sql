SELECT GestureId, DecidedAt FROM InboxMail WHERE Sha256 = @Sha256;
