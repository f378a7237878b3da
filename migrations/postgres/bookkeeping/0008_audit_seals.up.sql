-- A seal covers a run of entries and is signed by a key only the worker holds. It stays when retention has
-- removed what it covers, so nothing opens it: no door here.

CREATE TABLE {w}audit_seals (
    segment   BIGINT NOT NULL PRIMARY KEY,
    first_seq BIGINT NOT NULL UNIQUE,
    last_seq  BIGINT NOT NULL UNIQUE,
    head_hash BYTEA NOT NULL CHECK (octet_length(head_hash) = 32),
    key_id    TEXT NOT NULL REFERENCES {w}audit_keys (id) ON DELETE RESTRICT,
    signature BYTEA NOT NULL,
    sealed_at TIMESTAMPTZ NOT NULL,
    CHECK (first_seq <= last_seq)
);

CREATE INDEX audit_seals_key ON {w}audit_seals (key_id);

CREATE TRIGGER audit_seals_no_change BEFORE UPDATE OR DELETE ON {w}audit_seals
    FOR EACH ROW EXECUTE FUNCTION {w}refuse_change();
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON {w}audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION {w}refuse_change();
