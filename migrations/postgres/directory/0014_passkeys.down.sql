DROP TABLE {d}passkeys;
