DELETE FROM Gesture WHERE Id = @Id;
