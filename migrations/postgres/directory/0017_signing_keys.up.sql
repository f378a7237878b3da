-- Keys that sign access tokens. The id is the kid of the published key set (RFC 7517), a text on every
-- layout. One key signs at a time for each algorithm; retired ones stay published until they expire.

CREATE TABLE {d}signing_keys (
    id             TEXT NOT NULL PRIMARY KEY,
    algorithm      TEXT NOT NULL,
    public_jwk     JSONB NOT NULL,
    private_sealed BYTEA NOT NULL,
    key_version    BIGINT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('next', 'active', 'retired')),
    created_at     TIMESTAMPTZ NOT NULL,
    activated_at   TIMESTAMPTZ,
    retired_at     TIMESTAMPTZ,
    expires_at     TIMESTAMPTZ
);

CREATE UNIQUE INDEX signing_keys_one_active ON {d}signing_keys (algorithm) WHERE state = 'active';
