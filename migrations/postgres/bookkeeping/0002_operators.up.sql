-- The people who use Wardroom, never rows of the application's users. One who leaves is disabled, not
-- deleted: the audit names them. `created_by`, here and below, is an actor's id as text: an operator, or a
-- token.

CREATE TABLE {w}operators (
    id               UUID NOT NULL PRIMARY KEY,
    name             TEXT COLLATE "C" NOT NULL UNIQUE CHECK (name = lower(name) AND name <> ''),
    email            TEXT,
    role             TEXT NOT NULL CHECK (role IN ('auditor', 'support', 'admin')),
    status           TEXT NOT NULL CHECK (status IN ('enrolling', 'active', 'disabled')),
    password_hash    TEXT,
    enrol_code_hash  BYTEA,
    enrol_expires_at TIMESTAMPTZ,
    created_at       TIMESTAMPTZ NOT NULL,
    created_by       TEXT,
    last_sign_in_at  TIMESTAMPTZ,
    CHECK ((enrol_code_hash IS NULL) = (enrol_expires_at IS NULL))
);
