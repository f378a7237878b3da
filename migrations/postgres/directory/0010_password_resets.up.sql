-- Links that set a new password. `requested_by` says who asked, the user or an operator, as text: it is
-- evidence and must outlive whoever it names.

CREATE TABLE {d}password_resets (
    id           {id} NOT NULL PRIMARY KEY,
    user_id      {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    token_hash   BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    requested_by TEXT,
    created_at   TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL,
    used_at      TIMESTAMPTZ
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX password_resets_user ON {d}password_resets (user_id, created_at, id);
CREATE INDEX password_resets_expires ON {d}password_resets (expires_at, id);
CREATE INDEX password_resets_used ON {d}password_resets (used_at, id) WHERE used_at IS NOT NULL;
