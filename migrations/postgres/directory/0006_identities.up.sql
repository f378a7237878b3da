-- Linked social accounts. The provider's tokens are sealed; the key's version stands beside them so that
-- a rotation finds what it has still to do and knows when an old key has no rows left.

CREATE TABLE {d}identities (
    id             {id} NOT NULL PRIMARY KEY,
    user_id        {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    provider       TEXT NOT NULL,
    subject        TEXT NOT NULL,
    email          TEXT,
    email_verified BOOLEAN NOT NULL DEFAULT FALSE,
    tokens_sealed  BYTEA,
    key_version    BIGINT,
    created_at     TIMESTAMPTZ NOT NULL,
    last_used_at   TIMESTAMPTZ,
    UNIQUE (provider, subject),
    CHECK ((tokens_sealed IS NULL) = (key_version IS NULL))
);

CREATE INDEX identities_user ON {d}identities (user_id, created_at, id);
CREATE INDEX identities_key_version ON {d}identities (key_version, id) WHERE key_version IS NOT NULL;
