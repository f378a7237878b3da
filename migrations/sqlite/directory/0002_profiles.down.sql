DROP TABLE {d}profiles;
