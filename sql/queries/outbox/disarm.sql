DELETE FROM Installation;
