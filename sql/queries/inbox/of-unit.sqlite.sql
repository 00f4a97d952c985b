SELECT Id, ReceivedAt, Sender, Subject, State, Reason, GestureId
FROM InboxMail
WHERE UnitId = @UnitId AND State <> 'Foreign'
ORDER BY Id DESC
LIMIT @Last;
