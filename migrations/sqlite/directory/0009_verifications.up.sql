-- A short code sent to an address. Short, so it is kept as an HMAC and its attempts are counted. The
-- address is repeated here: a code proves the address it was sent to, not the one the user has by then.

CREATE TABLE {d}verifications (
    id         {id} NOT NULL PRIMARY KEY,
    user_id    {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('email', 'email_change', 'sign_in')),
    email      TEXT NOT NULL,
    code_hash  BLOB NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;

CREATE INDEX verifications_user ON {d}verifications (user_id, kind, created_at);
CREATE INDEX verifications_expires ON {d}verifications (expires_at, id);
CREATE INDEX verifications_used ON {d}verifications (used_at, id) WHERE used_at IS NOT NULL;
