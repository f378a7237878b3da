-- What is under way: a sign-in that waits for a second factor, a new password or an enrolment, and a passkey
-- ceremony whose challenge the server must remember. The user is absent where a passkey will tell who it is.

CREATE TABLE {d}challenges (
    id           {id} NOT NULL PRIMARY KEY,
    user_id      {id} REFERENCES {d}users (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,
    token_hash   BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    aal          BIGINT NOT NULL DEFAULT 1 CHECK (aal BETWEEN 1 AND 3),
    factor_at    TIMESTAMPTZ,
    state_sealed BYTEA,
    key_version  BIGINT,
    attempts     BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    created_at   TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL,
    used_at      TIMESTAMPTZ,
    CHECK ((state_sealed IS NULL) = (key_version IS NULL))
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX challenges_user ON {d}challenges (user_id, created_at, id);
CREATE INDEX challenges_expires ON {d}challenges (expires_at, id);
CREATE INDEX challenges_used ON {d}challenges (used_at, id) WHERE used_at IS NOT NULL;
CREATE INDEX challenges_key_version ON {d}challenges (key_version, id) WHERE key_version IS NOT NULL;
