DROP TABLE {d}signing_keys;
