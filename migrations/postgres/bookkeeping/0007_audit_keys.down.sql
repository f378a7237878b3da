DROP TABLE {w}audit_keys;
DROP FUNCTION {w}refuse_change();
