DROP TABLE {w}audit_head;
DROP FUNCTION {w}audit_head_moves();
