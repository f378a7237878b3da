DROP TABLE {w}operator_sessions;
