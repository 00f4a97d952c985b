DELETE FROM Problem WHERE ProblemKey = @ProblemKey;
