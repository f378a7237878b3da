DROP TABLE {w}audit_keys;
