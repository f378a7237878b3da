-- The end of the chain, and the lock that orders its writers: an action reads this row for update, appends
-- its entry, then moves the head to it. The head only moves forward and only onto an entry that is there.
-- It starts at no entry, with the hash that the first entry names as its previous one.

CREATE TABLE {w}audit_head (
    id   BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq  BIGINT NOT NULL,
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32)
);

INSERT INTO {w}audit_head (id, seq, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))
ON CONFLICT (id) DO NOTHING;

CREATE FUNCTION {w}audit_head_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id = OLD.id AND NEW.seq > OLD.seq
        AND EXISTS (SELECT FROM {w}audit WHERE seq = NEW.seq AND hash = NEW.hash)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit_head only moves forward, onto an entry of the audit';
END
$$;

CREATE TRIGGER audit_head_moves BEFORE UPDATE ON {w}audit_head
    FOR EACH ROW EXECUTE FUNCTION {w}audit_head_moves();
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON {w}audit_head
    FOR EACH ROW EXECUTE FUNCTION {w}refuse_change();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON {w}audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION {w}refuse_change();
