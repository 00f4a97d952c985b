SELECT Machine FROM Installation ORDER BY Id;
