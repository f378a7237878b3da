-- Public halves of the keys that sign seals. A key may be retired, never exchanged, and while a seal names
-- it never removed.
-- `INSERT OR REPLACE` deletes a row without firing its delete triggers: hence a guard on insert too,
-- here and on every protected table.

CREATE TABLE {w}audit_keys (
    id         TEXT NOT NULL PRIMARY KEY,
    public_key BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;

CREATE TRIGGER wardroom_audit_keys_no_update BEFORE UPDATE OF id, public_key, created_at ON {w}audit_keys
BEGIN
    SELECT RAISE(ABORT, 'audit_keys is append-only: update is refused');
END;

CREATE TRIGGER wardroom_audit_keys_no_replace BEFORE INSERT ON {w}audit_keys
WHEN EXISTS (SELECT 1 FROM {w}audit_keys WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'audit_keys is append-only: replace is refused');
END;
