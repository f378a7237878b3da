-- A seal covers a run of entries and is signed by a key only the worker holds. It stays when retention has
-- removed what it covers, so nothing opens it: no door here.

CREATE TABLE {w}audit_seals (
    segment   INTEGER NOT NULL PRIMARY KEY,
    first_seq INTEGER NOT NULL UNIQUE,
    last_seq  INTEGER NOT NULL UNIQUE,
    head_hash BLOB NOT NULL CHECK (length(head_hash) = 32),
    key_id    TEXT NOT NULL REFERENCES {w}audit_keys (id) ON DELETE RESTRICT,
    signature BLOB NOT NULL,
    sealed_at INTEGER NOT NULL,
    CHECK (first_seq <= last_seq)
) STRICT;

CREATE INDEX wardroom_audit_seals_key ON {w}audit_seals (key_id);

CREATE TRIGGER wardroom_audit_seals_no_update BEFORE UPDATE ON {w}audit_seals
BEGIN
    SELECT RAISE(ABORT, 'audit_seals is append-only: update is refused');
END;

CREATE TRIGGER wardroom_audit_seals_no_delete BEFORE DELETE ON {w}audit_seals
BEGIN
    SELECT RAISE(ABORT, 'audit_seals is append-only: delete is refused');
END;

CREATE TRIGGER wardroom_audit_seals_no_replace BEFORE INSERT ON {w}audit_seals
WHEN EXISTS (SELECT 1 FROM {w}audit_seals
    WHERE segment = NEW.segment OR first_seq = NEW.first_seq OR last_seq = NEW.last_seq)
BEGIN
    SELECT RAISE(ABORT, 'audit_seals is append-only: replace is refused');
END;
