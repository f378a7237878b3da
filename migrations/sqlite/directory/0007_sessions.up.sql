-- One row per signed-in device. Only the hash of the token is here (32 bytes: the CHECK is what keeps a
-- raw token out), and only a keyed hash of the network, with the version of its key.
-- `seen_at` is indexed for the idle sweep, so every write to it touches the indexes: an application must
-- move it at most once a minute or so, never on every request.

CREATE TABLE {d}sessions (
    id             {id} NOT NULL PRIMARY KEY,
    user_id        {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    token_hash     BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    aal            INTEGER NOT NULL DEFAULT 1 CHECK (aal BETWEEN 1 AND 3),
    factor_at      INTEGER,
    ip_hash        BLOB,
    ip_key_version INTEGER,
    user_agent     TEXT,
    created_at     INTEGER NOT NULL,
    seen_at        INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    revoked_at     INTEGER,
    revoked_why    TEXT,
    CHECK ((ip_hash IS NULL) = (ip_key_version IS NULL)),
    CHECK (revoked_at IS NOT NULL OR revoked_why IS NULL)
) STRICT;

CREATE INDEX sessions_user ON {d}sessions (user_id, created_at, id);
CREATE INDEX sessions_expires ON {d}sessions (expires_at, id);
CREATE INDEX sessions_seen ON {d}sessions (seen_at, id);
CREATE INDEX sessions_revoked ON {d}sessions (revoked_at, id) WHERE revoked_at IS NOT NULL;
