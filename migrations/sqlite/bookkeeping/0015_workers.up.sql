-- Which workers there are and when each was last heard of, for the screens only: nothing is decided by it.

CREATE TABLE {w}workers (
    name       TEXT NOT NULL PRIMARY KEY,
    host       TEXT NOT NULL,
    version    TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX wardroom_workers_seen ON {w}workers (seen_at);
