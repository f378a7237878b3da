DROP TABLE {d}refresh_tokens;
