-- What operators did, chained by hash. `detail` is text on both engines, not JSON: the bytes that were
-- hashed must come back as they went in. Ids of the directory are text and no foreign keys: an entry
-- outlives what it names, and the directory may be foreign.

CREATE TABLE {w}audit (
    seq                 BIGINT NOT NULL PRIMARY KEY CHECK (seq >= 1),
    id                  UUID NOT NULL UNIQUE,
    at                  TIMESTAMPTZ NOT NULL,
    actor_kind          TEXT NOT NULL CHECK (actor_kind IN ('operator', 'service', 'system')),
    actor_id            TEXT,
    actor_name          TEXT NOT NULL,
    verb                TEXT NOT NULL,
    outcome             TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
    target_kind         TEXT,
    target_id           TEXT,
    detail              TEXT NOT NULL,
    personal_commitment BYTEA,
    prev_hash           BYTEA NOT NULL CHECK (octet_length(prev_hash) = 32),
    hash                BYTEA NOT NULL CHECK (octet_length(hash) = 32)
);

CREATE INDEX audit_at ON {w}audit (at, seq);
CREATE INDEX audit_actor ON {w}audit (actor_id, seq);
CREATE INDEX audit_actor_at ON {w}audit (actor_id, at);
CREATE INDEX audit_target ON {w}audit (target_kind, target_id, seq);
CREATE INDEX audit_verb ON {w}audit (verb, seq);

-- The one door, for retention. In one transaction:
--     INSERT INTO {w}audit_door (id) VALUES (1);
--     DELETE FROM {w}audit WHERE seq BETWEEN $1 AND $2;   -- sealed entries only, the rest is still refused
--     DELETE FROM {w}audit_door;
-- While open, the row points at one that cannot exist. The foreign key is deferred, so a transaction that
-- leaves the door open cannot commit, and no other transaction ever sees it open.
CREATE TABLE {w}audit_door (
    id   BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    shut BIGINT NOT NULL DEFAULT 0 CHECK (shut = 0)
         REFERENCES {w}audit_door (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED
);

CREATE FUNCTION {w}audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM {w}audit_door)
        AND OLD.seq >= (SELECT first_seq FROM {w}audit_seals
            WHERE last_seq >= OLD.seq ORDER BY last_seq LIMIT 1)
    THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'audit is append-only: entry % leaves only once sealed and by the retention door', OLD.seq;
END
$$;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON {w}audit
    FOR EACH ROW EXECUTE FUNCTION {w}refuse_change();
CREATE TRIGGER audit_no_delete BEFORE DELETE ON {w}audit
    FOR EACH ROW EXECUTE FUNCTION {w}audit_delete();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {w}audit
    FOR EACH STATEMENT EXECUTE FUNCTION {w}refuse_change();
