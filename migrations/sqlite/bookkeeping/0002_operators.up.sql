-- The people who use Wardroom, never rows of the application's users. One who leaves is disabled, not
-- deleted: the audit names them. `created_by`, here and below, is an actor's id as text: an operator, or a
-- token.

CREATE TABLE {w}operators (
    id               BLOB NOT NULL PRIMARY KEY,
    name             TEXT NOT NULL UNIQUE CHECK (name = lower(name) AND name <> ''),
    email            TEXT,
    role             TEXT NOT NULL CHECK (role IN ('auditor', 'support', 'admin')),
    status           TEXT NOT NULL CHECK (status IN ('enrolling', 'active', 'disabled')),
    password_hash    TEXT,
    enrol_code_hash  BLOB,
    enrol_expires_at INTEGER,
    created_at       INTEGER NOT NULL,
    created_by       TEXT,
    last_sign_in_at  INTEGER,
    CHECK ((enrol_code_hash IS NULL) = (enrol_expires_at IS NULL))
) STRICT;
