-- WebAuthn credentials: public keys only, nothing here is sealed. `sign_count` never goes back unless the
-- authenticator was cloned (WebAuthn level 2, section 6.1.1).

CREATE TABLE {d}passkeys (
    id            {id} NOT NULL PRIMARY KEY,
    user_id       {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    credential_id BLOB NOT NULL UNIQUE,
    public_key    BLOB NOT NULL,
    sign_count    INTEGER NOT NULL DEFAULT 0,
    aaguid        BLOB,
    transports    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(transports)),
    backed_up     INTEGER NOT NULL DEFAULT FALSE CHECK (backed_up IN (0, 1)),
    label         TEXT NOT NULL DEFAULT '',
    created_at    INTEGER NOT NULL,
    last_used_at  INTEGER
) STRICT;

CREATE INDEX passkeys_user ON {d}passkeys (user_id, created_at, id);
