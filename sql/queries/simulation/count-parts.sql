SELECT COUNT(*) FROM AssignmentUnit;
