-- The people. The address is kept twice: as typed, to write to, and normalised, to be unique and to be
-- found by. An erased user keeps a row, so that what points at it stays true; its address is overwritten
-- with one under `.invalid` (RFC 2606), which is why both columns can be NOT NULL.
-- Addresses have byte collation, so that a prefix search and the order of a page use the plain unique
-- index, in the same order on both engines whatever the database's locale.

CREATE TABLE {d}users (
    id                   {id} NOT NULL PRIMARY KEY,
    email                TEXT NOT NULL,
    email_normalized     TEXT COLLATE "C" NOT NULL UNIQUE,
    email_verified_at    TIMESTAMPTZ,
    email_changed_at     TIMESTAMPTZ,
    previous_email       TEXT COLLATE "C",
    display_name         TEXT,
    status               TEXT NOT NULL DEFAULT 'active'
                         CHECK (status IN ('active', 'disabled', 'invited', 'erased')),
    locked_at            TIMESTAMPTZ,
    locked_until         TIMESTAMPTZ,
    lock_cause           TEXT,
    password_hash        TEXT,
    password_changed_at  TIMESTAMPTZ,
    must_change_password BOOLEAN NOT NULL DEFAULT FALSE,
    failed_sign_ins      BIGINT NOT NULL DEFAULT 0 CHECK (failed_sign_ins >= 0),
    last_sign_in_at      TIMESTAMPTZ,
    created_at           TIMESTAMPTZ NOT NULL,
    updated_at           TIMESTAMPTZ NOT NULL,
    -- A half-cleared lock would show a cause for a lock that is not there.
    CHECK (locked_at IS NOT NULL OR (locked_until IS NULL AND lock_cause IS NULL))
);

CREATE INDEX users_created ON {d}users (created_at, id);

-- NULL means never, and sorts as the oldest: ask for `ORDER BY last_sign_in_at DESC NULLS LAST, id DESC`
-- (or `ASC NULLS FIRST`). A row comparison is never true of a NULL, so a keyset page reads the dated rows
-- first and fills up from `last_sign_in_at IS NULL AND id < $n`; both halves are ranges of this index.
CREATE INDEX users_last_sign_in ON {d}users (last_sign_in_at NULLS FIRST, id);

-- The same rule for a name that is not there. A name keeps the collation of its database: people read it.
CREATE INDEX users_display_name ON {d}users (display_name NULLS FIRST, id);

-- Whole, not partial: `status = $1` is bound, and a planner cannot match a bound value to a predicate.
CREATE INDEX users_status ON {d}users (status, created_at, id);

-- Partial, because few rows are, and so that an active user's sign-in does not write them: the query must
-- spell the predicate as it stands here (`status <> 'active' AND status = $1`). Those sorted by sign-in are
-- for the users who matter and have not signed in for long: from the newest on, they would come last.
CREATE INDEX users_inactive_seen ON {d}users (status, last_sign_in_at NULLS FIRST, id) WHERE status <> 'active';
CREATE INDEX users_locked ON {d}users (created_at, id) WHERE locked_at IS NOT NULL;
CREATE INDEX users_locked_seen ON {d}users (last_sign_in_at NULLS FIRST, id) WHERE locked_at IS NOT NULL;
CREATE INDEX users_unverified ON {d}users (created_at, id) WHERE email_verified_at IS NULL;
CREATE INDEX users_unverified_seen ON {d}users (last_sign_in_at NULLS FIRST, id) WHERE email_verified_at IS NULL;

-- An address changed lately: who had it, and when may it be forgotten.
CREATE INDEX users_previous_email ON {d}users (previous_email) WHERE previous_email IS NOT NULL;
CREATE INDEX users_email_changed ON {d}users (email_changed_at, id) WHERE previous_email IS NOT NULL;
