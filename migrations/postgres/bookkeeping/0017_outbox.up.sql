-- Mail to the users of a directory that another library made, whose tables Wardroom never alters. The columns are those
-- of the own layout's outbox, so that the worker's statements are the same; ids are text, whatever kind they are there.
-- Nothing sealed is ever put here: a link that a mail carries is made at the moment it leaves.

CREATE TABLE {w}outbox (
    id              TEXT NOT NULL PRIMARY KEY,
    template        TEXT NOT NULL,
    recipient       TEXT NOT NULL,
    user_id         TEXT,
    params          JSONB NOT NULL DEFAULT '{}',
    body_sealed     BYTEA CHECK (body_sealed IS NULL),
    key_version     BIGINT CHECK (key_version IS NULL),
    state           TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'dead')),
    attempts        BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at TIMESTAMPTZ,
    created_at      TIMESTAMPTZ NOT NULL,
    sent_at         TIMESTAMPTZ,
    last_error      TEXT
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX outbox_user ON {w}outbox (user_id, created_at, id);
-- A sent message has no next attempt, so the due ones stand together whatever the size of the table.
CREATE INDEX outbox_due ON {w}outbox (state, next_attempt_at, id);
CREATE INDEX outbox_created ON {w}outbox (created_at, id);
CREATE INDEX outbox_dead ON {w}outbox (created_at, id) WHERE state = 'dead';
CREATE INDEX outbox_sent ON {w}outbox (sent_at, id) WHERE sent_at IS NOT NULL;
