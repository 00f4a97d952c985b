DELETE FROM ChangeEntry WHERE GestureId = @Id;
