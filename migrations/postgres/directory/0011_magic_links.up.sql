-- Sign-in links. A link may be sent to an address nobody has registered yet, so the user may be absent.

CREATE TABLE {d}magic_links (
    id         {id} NOT NULL PRIMARY KEY,
    user_id    {id} REFERENCES {d}users (id) ON DELETE CASCADE,
    email      TEXT NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX magic_links_user ON {d}magic_links (user_id, created_at, id);
CREATE INDEX magic_links_expires ON {d}magic_links (expires_at, id);
CREATE INDEX magic_links_used ON {d}magic_links (used_at, id) WHERE used_at IS NOT NULL;
