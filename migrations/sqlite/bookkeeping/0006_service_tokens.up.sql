-- Automation's way in: hashed, expiring, and good only for the actions it names. `hint` is the first few
-- characters, so that a token found in a log can be told apart and revoked.

CREATE TABLE {w}service_tokens (
    id               BLOB NOT NULL PRIMARY KEY,
    name             TEXT NOT NULL UNIQUE,
    token_hash       BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    hint             TEXT NOT NULL,
    role             TEXT NOT NULL CHECK (role IN ('auditor', 'support', 'admin')),
    actions          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(actions)),
    may_do_sensitive INTEGER NOT NULL DEFAULT FALSE CHECK (may_do_sensitive IN (0, 1)),
    created_by       TEXT,
    created_at       INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    last_used_at     INTEGER,
    revoked_at       INTEGER
) STRICT;

CREATE INDEX wardroom_service_tokens_expires ON {w}service_tokens (expires_at, id);
