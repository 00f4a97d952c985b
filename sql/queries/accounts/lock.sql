-- Changes nothing, and makes whoever changes accounts at the same time wait, or begin again.
UPDATE Account SET Roles = Roles WHERE IsForAll = 1;
