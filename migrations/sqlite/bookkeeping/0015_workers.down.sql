DROP TABLE {w}workers;
