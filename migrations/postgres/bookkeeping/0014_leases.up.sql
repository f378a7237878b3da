-- The right to run one sweep now. A row is never deleted: its fence must only ever grow, or a worker that
-- slept through its lease could hold a number that is valid again.
-- No index but the key: a renewal starts every batch and must stay a heap-only update.

CREATE TABLE {w}leases (
    name  TEXT NOT NULL PRIMARY KEY,
    owner TEXT,
    fence BIGINT NOT NULL DEFAULT 0 CHECK (fence >= 0),
    until TIMESTAMPTZ
);
