DROP TABLE {d}users;
