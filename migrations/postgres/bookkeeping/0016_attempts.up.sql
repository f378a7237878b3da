-- Failed proofs of identity delay the next one and never lock, or anybody could lock the operators out. Kept
-- by the hash of what was named, not by operator: a name nobody has is delayed exactly as one that exists.

CREATE TABLE {w}attempts (
    key     BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(key) = 32),
    failed  BIGINT NOT NULL CHECK (failed >= 1),
    next_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX attempts_next ON {w}attempts (next_at);
