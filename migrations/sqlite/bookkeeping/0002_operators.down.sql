DROP TABLE {w}operators;
