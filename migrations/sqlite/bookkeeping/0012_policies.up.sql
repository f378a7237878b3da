-- What an installation changed about a sweep: how long, when, how hard. No row means the default declared
-- with the sweep, so nothing is seeded here. `zone` is a time zone's name: a night is local.

CREATE TABLE {w}policies (
    sweep        TEXT NOT NULL PRIMARY KEY,
    enabled      INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    keep_seconds INTEGER NOT NULL CHECK (keep_seconds >= 0),
    cron         TEXT NOT NULL,
    zone         TEXT NOT NULL,
    next_run_at  INTEGER,
    target_ms    INTEGER NOT NULL CHECK (target_ms > 0),
    duty_percent INTEGER NOT NULL CHECK (duty_percent BETWEEN 1 AND 100),
    updated_at   INTEGER NOT NULL,
    updated_by   TEXT
) STRICT;

CREATE INDEX wardroom_policies_next_run ON {w}policies (next_run_at);
