-- An operator at a terminal. `factor_at` belongs to the session, so that a step-up proved in one terminal
-- is worth nothing in another.

CREATE TABLE {w}operator_sessions (
    id          BLOB NOT NULL PRIMARY KEY,
    operator_id BLOB NOT NULL REFERENCES {w}operators (id) ON DELETE CASCADE,
    token_hash  BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    factor_at   INTEGER,
    host        TEXT,
    ended_at    INTEGER,
    ended_why   TEXT
) STRICT;

CREATE INDEX wardroom_operator_sessions_operator ON {w}operator_sessions (operator_id, created_at, id);
CREATE INDEX wardroom_operator_sessions_expires ON {w}operator_sessions (expires_at, id);
