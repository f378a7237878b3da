-- The personal part of an entry, which must be erasable while the chain stands: the entry holds a salted
-- commitment to it. It may be deleted, never rewritten, and goes when its entry goes. Written after it.

CREATE TABLE {w}audit_personal (
    seq     BIGINT NOT NULL PRIMARY KEY REFERENCES {w}audit (seq) ON DELETE CASCADE,
    salt    BYTEA NOT NULL,
    content TEXT NOT NULL
);

CREATE TRIGGER audit_personal_no_update BEFORE UPDATE ON {w}audit_personal
    FOR EACH ROW EXECUTE FUNCTION {w}refuse_change();
