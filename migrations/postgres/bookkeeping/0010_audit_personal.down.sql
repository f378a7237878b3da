DROP TABLE {w}audit_personal;
