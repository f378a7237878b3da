-- An operator at a terminal. `factor_at` belongs to the session, so that a step-up proved in one terminal
-- is worth nothing in another.

CREATE TABLE {w}operator_sessions (
    id          UUID NOT NULL PRIMARY KEY,
    operator_id UUID NOT NULL REFERENCES {w}operators (id) ON DELETE CASCADE,
    token_hash  BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    created_at  TIMESTAMPTZ NOT NULL,
    seen_at     TIMESTAMPTZ NOT NULL,
    expires_at  TIMESTAMPTZ NOT NULL,
    factor_at   TIMESTAMPTZ,
    host        TEXT,
    ended_at    TIMESTAMPTZ,
    ended_why   TEXT
);

CREATE INDEX operator_sessions_operator ON {w}operator_sessions (operator_id, created_at, id);
CREATE INDEX operator_sessions_expires ON {w}operator_sessions (expires_at, id);
