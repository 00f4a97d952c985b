-- The first row stays, because dispatchers lock it to share a host's rate limit.
DELETE FROM Installation WHERE Id <> 1;
