SELECT Id FROM Gesture WHERE GestureKey = @GestureKey;
