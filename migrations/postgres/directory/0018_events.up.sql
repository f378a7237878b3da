-- What happened to an account, in its own words: sign-ins, failures, changes. Appended by every flow, so
-- there is no chain and no foreign key: an event never waits for another and never holds up a purge.

CREATE TABLE {d}events (
    id             {id} NOT NULL PRIMARY KEY,
    at             TIMESTAMPTZ NOT NULL,
    user_id        {id},
    kind           TEXT NOT NULL,
    session_id     {id},
    ip_hash        BYTEA,
    ip_key_version BIGINT,
    user_agent     TEXT,
    detail         JSONB NOT NULL DEFAULT '{}',
    CHECK ((ip_hash IS NULL) = (ip_key_version IS NULL))
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX events_user ON {d}events (user_id, at, id);
CREATE INDEX events_at ON {d}events (at, id);
