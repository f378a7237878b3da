-- Automation's way in: hashed, expiring, and good only for the actions it names. `hint` is the first few
-- characters, so that a token found in a log can be told apart and revoked.

CREATE TABLE {w}service_tokens (
    id               UUID NOT NULL PRIMARY KEY,
    name             TEXT COLLATE "C" NOT NULL UNIQUE,
    token_hash       BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    hint             TEXT NOT NULL,
    role             TEXT NOT NULL CHECK (role IN ('auditor', 'support', 'admin')),
    actions          JSONB NOT NULL DEFAULT '[]',
    may_do_sensitive BOOLEAN NOT NULL DEFAULT FALSE,
    created_by       TEXT,
    created_at       TIMESTAMPTZ NOT NULL,
    expires_at       TIMESTAMPTZ NOT NULL,
    last_used_at     TIMESTAMPTZ,
    revoked_at       TIMESTAMPTZ
);

CREATE INDEX service_tokens_expires ON {w}service_tokens (expires_at, id);
