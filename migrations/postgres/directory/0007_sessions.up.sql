-- One row per signed-in device. Only the hash of the token is here (32 bytes: the CHECK is what keeps a
-- raw token out), and only a keyed hash of the network, with the version of its key.
-- `seen_at` is indexed for the idle sweep, so every write to it touches the indexes: an application must
-- move it at most once a minute or so, never on every request.
-- Vacuum early: a fifth of a large table is too many dead rows to wait for.

CREATE TABLE {d}sessions (
    id             {id} NOT NULL PRIMARY KEY,
    user_id        {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    token_hash     BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    aal            BIGINT NOT NULL DEFAULT 1 CHECK (aal BETWEEN 1 AND 3),
    factor_at      TIMESTAMPTZ,
    ip_hash        BYTEA,
    ip_key_version BIGINT,
    user_agent     TEXT,
    created_at     TIMESTAMPTZ NOT NULL,
    seen_at        TIMESTAMPTZ NOT NULL,
    expires_at     TIMESTAMPTZ NOT NULL,
    revoked_at     TIMESTAMPTZ,
    revoked_why    TEXT,
    CHECK ((ip_hash IS NULL) = (ip_key_version IS NULL)),
    CHECK (revoked_at IS NOT NULL OR revoked_why IS NULL)
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX sessions_user ON {d}sessions (user_id, created_at, id);
CREATE INDEX sessions_expires ON {d}sessions (expires_at, id);
CREATE INDEX sessions_seen ON {d}sessions (seen_at, id);
CREATE INDEX sessions_revoked ON {d}sessions (revoked_at, id) WHERE revoked_at IS NOT NULL;
