-- Authenticator apps. `last_step` is the newest time step accepted: the same code must not work twice
-- (RFC 6238, section 5.2). A factor counts once it is confirmed; one that never was is swept.

CREATE TABLE {d}totp_factors (
    id            {id} NOT NULL PRIMARY KEY,
    user_id       {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    label         TEXT NOT NULL DEFAULT '',
    secret_sealed BYTEA NOT NULL,
    key_version   BIGINT NOT NULL,
    last_step     BIGINT,
    created_at    TIMESTAMPTZ NOT NULL,
    confirmed_at  TIMESTAMPTZ,
    last_used_at  TIMESTAMPTZ
);

CREATE INDEX totp_factors_user ON {d}totp_factors (user_id, created_at, id);
CREATE INDEX totp_factors_key_version ON {d}totp_factors (key_version, id);
CREATE INDEX totp_factors_unconfirmed ON {d}totp_factors (created_at, id) WHERE confirmed_at IS NULL;
