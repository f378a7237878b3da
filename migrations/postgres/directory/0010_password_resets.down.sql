DROP TABLE {d}password_resets;
