DELETE FROM SendingPause WHERE Id = 1;
