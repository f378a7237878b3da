-- Devices that may skip the second factor. Apart from sessions, because they outlive them.

CREATE TABLE {d}trusted_devices (
    id         {id} NOT NULL PRIMARY KEY,
    user_id    {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    token_hash BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    user_agent TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX trusted_devices_user ON {d}trusted_devices (user_id, created_at, id);
CREATE INDEX trusted_devices_expires ON {d}trusted_devices (expires_at, id);
