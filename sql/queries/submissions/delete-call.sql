DELETE FROM UnitCall WHERE Id = @Id AND UnitId = @UnitId;
