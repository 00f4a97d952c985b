SELECT Since, Machine FROM SendingPause WHERE Id = 1;
