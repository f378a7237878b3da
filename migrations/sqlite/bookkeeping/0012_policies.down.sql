DROP TABLE {w}policies;
