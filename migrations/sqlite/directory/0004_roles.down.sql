DROP TABLE {d}roles;
