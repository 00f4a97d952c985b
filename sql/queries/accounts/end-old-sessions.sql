DELETE FROM AccountSession WHERE SeenAt < @SeenAt OR BegunAt < @BegunAt;
