SELECT Machine FROM Installation WHERE Id = 1;
