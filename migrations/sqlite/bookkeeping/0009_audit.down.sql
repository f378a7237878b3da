DROP TABLE {w}audit_door;
DROP TABLE {w}audit;
