-- What an installation changed about a sweep: how long, when, how hard. No row means the default declared
-- with the sweep, so nothing is seeded here. `zone` is a time zone's name: a night is local.

CREATE TABLE {w}policies (
    sweep        TEXT NOT NULL PRIMARY KEY,
    enabled      BOOLEAN NOT NULL,
    keep_seconds BIGINT NOT NULL CHECK (keep_seconds >= 0),
    cron         TEXT NOT NULL,
    zone         TEXT NOT NULL,
    next_run_at  TIMESTAMPTZ,
    target_ms    BIGINT NOT NULL CHECK (target_ms > 0),
    duty_percent BIGINT NOT NULL CHECK (duty_percent BETWEEN 1 AND 100),
    updated_at   TIMESTAMPTZ NOT NULL,
    updated_by   TEXT
);

CREATE INDEX policies_next_run ON {w}policies (next_run_at);
