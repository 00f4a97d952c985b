-- Babelfish up to 5 writes the texts of a set into a statement of its own, unquoted.
SELECT CASE WHEN SERVERPROPERTY('Babelfish') IS NULL THEN 1 ELSE 0 END;
