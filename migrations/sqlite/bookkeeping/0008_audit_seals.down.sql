DROP TABLE {w}audit_seals;
