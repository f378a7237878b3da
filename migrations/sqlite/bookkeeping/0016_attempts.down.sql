DROP TABLE {w}attempts;
