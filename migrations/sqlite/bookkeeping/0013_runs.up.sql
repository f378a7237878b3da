-- One row per execution of a sweep. A run still marked running whose fence is not its lease's any more was
-- lost with its worker.

CREATE TABLE {w}runs (
    id               BLOB NOT NULL PRIMARY KEY,
    sweep            TEXT NOT NULL,
    trigger          TEXT NOT NULL CHECK (trigger IN ('schedule', 'operator', 'once')),
    worker           TEXT NOT NULL,
    fence            INTEGER NOT NULL,
    started_at       INTEGER NOT NULL,
    finished_at      INTEGER,
    outcome          TEXT NOT NULL DEFAULT 'running'
                     CHECK (outcome IN ('running', 'done', 'partial', 'failed', 'stopped', 'lease_lost', 'lost')),
    rows_removed     INTEGER NOT NULL DEFAULT 0,
    batches          INTEGER NOT NULL DEFAULT 0,
    longest_batch_us INTEGER NOT NULL DEFAULT 0,
    lag_seconds      INTEGER,
    stopped_why      TEXT,
    note             TEXT,
    CHECK ((outcome = 'running') = (finished_at IS NULL))
) STRICT;

CREATE INDEX wardroom_runs_sweep ON {w}runs (sweep, started_at, id);
CREATE INDEX wardroom_runs_started ON {w}runs (started_at, id);
CREATE INDEX wardroom_runs_running ON {w}runs (sweep) WHERE outcome = 'running';
