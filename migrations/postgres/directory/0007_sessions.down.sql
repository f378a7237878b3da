DROP TABLE {d}sessions;
