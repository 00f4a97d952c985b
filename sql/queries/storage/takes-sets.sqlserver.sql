-- Babelfish up to version 5 copies the texts of a set unquoted into a statement of its own.
SELECT CASE WHEN SERVERPROPERTY('Babelfish') IS NULL THEN 1 ELSE 0 END;
