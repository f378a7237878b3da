-- Public halves of the keys that sign seals. A key may be retired, never exchanged, and while a seal names
-- it never removed.

CREATE TABLE {w}audit_keys (
    id         TEXT NOT NULL PRIMARY KEY,
    public_key BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    retired_at TIMESTAMPTZ
);

-- Shared by every protected table of the set.
CREATE FUNCTION {w}refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, lower(TG_OP);
END
$$;

CREATE TRIGGER audit_keys_no_update BEFORE UPDATE OF id, public_key, created_at ON {w}audit_keys
    FOR EACH ROW EXECUTE FUNCTION {w}refuse_change();
CREATE TRIGGER audit_keys_no_truncate BEFORE TRUNCATE ON {w}audit_keys
    FOR EACH STATEMENT EXECUTE FUNCTION {w}refuse_change();
