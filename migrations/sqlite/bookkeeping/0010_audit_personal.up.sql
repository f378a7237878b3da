-- The personal part of an entry, which must be erasable while the chain stands: the entry holds a salted
-- commitment to it. It may be deleted, never rewritten, and goes when its entry goes. Written after it.

CREATE TABLE {w}audit_personal (
    seq     INTEGER NOT NULL PRIMARY KEY REFERENCES {w}audit (seq) ON DELETE CASCADE,
    salt    BLOB NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TRIGGER wardroom_audit_personal_no_update BEFORE UPDATE ON {w}audit_personal
BEGIN
    SELECT RAISE(ABORT, 'audit_personal is append-only: update is refused');
END;

CREATE TRIGGER wardroom_audit_personal_no_replace BEFORE INSERT ON {w}audit_personal
WHEN EXISTS (SELECT 1 FROM {w}audit_personal WHERE seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'audit_personal is append-only: replace is refused');
END;
