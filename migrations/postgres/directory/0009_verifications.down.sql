DROP TABLE {d}verifications;
