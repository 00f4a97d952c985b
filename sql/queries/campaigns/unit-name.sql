SELECT Id, Code, Name FROM Unit WHERE Id = @Id;
