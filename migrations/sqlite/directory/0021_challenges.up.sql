-- What is under way: a sign-in that waits for a second factor, a new password or an enrolment, and a passkey
-- ceremony whose challenge the server must remember. The user is absent where a passkey will tell who it is.

CREATE TABLE {d}challenges (
    id           {id} NOT NULL PRIMARY KEY,
    user_id      {id} REFERENCES {d}users (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,
    token_hash   BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    aal          INTEGER NOT NULL DEFAULT 1 CHECK (aal BETWEEN 1 AND 3),
    factor_at    INTEGER,
    state_sealed BLOB,
    key_version  INTEGER,
    attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    used_at      INTEGER,
    CHECK ((state_sealed IS NULL) = (key_version IS NULL))
) STRICT;

CREATE INDEX challenges_user ON {d}challenges (user_id, created_at, id);
CREATE INDEX challenges_expires ON {d}challenges (expires_at, id);
CREATE INDEX challenges_used ON {d}challenges (used_at, id) WHERE used_at IS NOT NULL;
CREATE INDEX challenges_key_version ON {d}challenges (key_version, id) WHERE key_version IS NOT NULL;
