-- WebAuthn credentials: public keys only, nothing here is sealed. `sign_count` never goes back unless the
-- authenticator was cloned (WebAuthn level 2, section 6.1.1).

CREATE TABLE {d}passkeys (
    id            {id} NOT NULL PRIMARY KEY,
    user_id       {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    credential_id BYTEA NOT NULL UNIQUE,
    public_key    BYTEA NOT NULL,
    sign_count    BIGINT NOT NULL DEFAULT 0,
    aaguid        UUID,
    transports    JSONB NOT NULL DEFAULT '[]',
    backed_up     BOOLEAN NOT NULL DEFAULT FALSE,
    label         TEXT NOT NULL DEFAULT '',
    created_at    TIMESTAMPTZ NOT NULL,
    last_used_at  TIMESTAMPTZ
);

CREATE INDEX passkeys_user ON {d}passkeys (user_id, created_at, id);
