-- The people who use Wardroom, never rows of the application's users. One who leaves is disabled, not
-- deleted: the audit names them. Failed attempts delay the next one and never lock, or anybody could lock
-- the operators out. `created_by`, here and below, is an actor's id as text: an operator, or a token.

CREATE TABLE {w}operators (
    id               UUID NOT NULL PRIMARY KEY,
    name             TEXT COLLATE "C" NOT NULL UNIQUE CHECK (name = lower(name) AND name <> ''),
    email            TEXT,
    role             TEXT NOT NULL CHECK (role IN ('auditor', 'support', 'admin')),
    status           TEXT NOT NULL CHECK (status IN ('enrolling', 'active', 'disabled')),
    password_hash    TEXT,
    failed_attempts  BIGINT NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
    next_attempt_at  TIMESTAMPTZ,
    enrol_code_hash  BYTEA,
    enrol_expires_at TIMESTAMPTZ,
    created_at       TIMESTAMPTZ NOT NULL,
    created_by       TEXT,
    last_sign_in_at  TIMESTAMPTZ,
    CHECK ((enrol_code_hash IS NULL) = (enrol_expires_at IS NULL))
);
