-- Keys that sign access tokens. The id is the kid of the published key set (RFC 7517), a text on every
-- layout. One key signs at a time for each algorithm; retired ones stay published until they expire.

CREATE TABLE {d}signing_keys (
    id             TEXT NOT NULL PRIMARY KEY,
    algorithm      TEXT NOT NULL,
    public_jwk     TEXT NOT NULL CHECK (json_valid(public_jwk)),
    private_sealed BLOB NOT NULL,
    key_version    INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('next', 'active', 'retired')),
    created_at     INTEGER NOT NULL,
    activated_at   INTEGER,
    retired_at     INTEGER,
    expires_at     INTEGER
) STRICT;

CREATE UNIQUE INDEX signing_keys_one_active ON {d}signing_keys (algorithm) WHERE state = 'active';
