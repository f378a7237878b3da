-- The id is the token's jti. A used token stays until its family is gone: presented again, it proves theft
-- and revokes the family. `family_id` and `parent_id` are no foreign keys, on purpose: a purge removes
-- tokens in any order, and each removed row would otherwise look for its children.

CREATE TABLE {d}refresh_tokens (
    id         {id} NOT NULL PRIMARY KEY,
    session_id {id} NOT NULL REFERENCES {d}sessions (id) ON DELETE CASCADE,
    family_id  {id} NOT NULL,
    parent_id  {id},
    token_hash BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX refresh_tokens_session ON {d}refresh_tokens (session_id, created_at, id);
CREATE INDEX refresh_tokens_family ON {d}refresh_tokens (family_id);
CREATE INDEX refresh_tokens_expires ON {d}refresh_tokens (expires_at, id);
CREATE INDEX refresh_tokens_revoked ON {d}refresh_tokens (revoked_at, id) WHERE revoked_at IS NOT NULL;
