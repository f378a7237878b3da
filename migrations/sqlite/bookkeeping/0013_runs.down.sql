DROP TABLE {w}runs;
