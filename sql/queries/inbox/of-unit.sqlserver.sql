SELECT TOP (@Last) Id, ReceivedAt, Sender, Subject, State, Reason, GestureId
FROM dbo.InboxMail
WHERE UnitId = @UnitId AND State <> 'Foreign'
ORDER BY Id DESC;
