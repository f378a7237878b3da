DROP TABLE {w}service_tokens;
