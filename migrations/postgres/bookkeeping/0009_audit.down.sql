DROP TABLE {w}audit_door;
DROP TABLE {w}audit;
DROP FUNCTION {w}audit_delete();
