-- The end of the chain, and the lock that orders its writers: an action reads this row for update, appends
-- its entry, then moves the head to it. The head only moves forward and only onto an entry that is there.
-- It starts at no entry, with the hash that the first entry names as its previous one.

CREATE TABLE {w}audit_head (
    id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

INSERT INTO {w}audit_head (id, seq, hash) VALUES (1, 0, zeroblob(32))
ON CONFLICT (id) DO NOTHING;

CREATE TRIGGER wardroom_audit_head_moves BEFORE UPDATE ON {w}audit_head
WHEN NOT (NEW.id = OLD.id AND NEW.seq > OLD.seq
    AND EXISTS (SELECT 1 FROM {w}audit WHERE seq = NEW.seq AND hash = NEW.hash))
BEGIN
    SELECT RAISE(ABORT, 'audit_head only moves forward, onto an entry of the audit');
END;

CREATE TRIGGER wardroom_audit_head_no_delete BEFORE DELETE ON {w}audit_head
BEGIN
    SELECT RAISE(ABORT, 'audit_head is append-only: delete is refused');
END;

CREATE TRIGGER wardroom_audit_head_no_replace BEFORE INSERT ON {w}audit_head
WHEN EXISTS (SELECT 1 FROM {w}audit_head)
BEGIN
    SELECT RAISE(ABORT, 'audit_head is append-only: replace is refused');
END;
