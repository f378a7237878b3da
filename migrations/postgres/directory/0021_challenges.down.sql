DROP TABLE {d}challenges;
