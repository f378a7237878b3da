-- One row per execution of a sweep. A run still marked running whose fence is not its lease's any more was
-- lost with its worker.

CREATE TABLE {w}runs (
    id               UUID NOT NULL PRIMARY KEY,
    sweep            TEXT NOT NULL,
    trigger          TEXT NOT NULL CHECK (trigger IN ('schedule', 'operator', 'once')),
    worker           TEXT NOT NULL,
    fence            BIGINT NOT NULL,
    started_at       TIMESTAMPTZ NOT NULL,
    finished_at      TIMESTAMPTZ,
    outcome          TEXT NOT NULL DEFAULT 'running'
                     CHECK (outcome IN ('running', 'done', 'partial', 'failed', 'stopped', 'lease_lost', 'lost')),
    rows_removed     BIGINT NOT NULL DEFAULT 0,
    batches          BIGINT NOT NULL DEFAULT 0,
    longest_batch_us BIGINT NOT NULL DEFAULT 0,
    lag_seconds      BIGINT,
    stopped_why      TEXT,
    note             TEXT,
    CHECK ((outcome = 'running') = (finished_at IS NULL))
);

CREATE INDEX runs_sweep ON {w}runs (sweep, started_at, id);
CREATE INDEX runs_started ON {w}runs (started_at, id);
CREATE INDEX runs_running ON {w}runs (sweep) WHERE outcome = 'running';
