DROP TABLE {w}audit_head;
