-- Mail is a row of the transaction that caused it, so it is sent if and only if that committed. The body is
-- sealed when it carries a link or a code. A message may outlive its user: "your account was erased".

CREATE TABLE {d}mail_outbox (
    id              {id} NOT NULL PRIMARY KEY,
    template        TEXT NOT NULL,
    recipient       TEXT NOT NULL,
    user_id         {id} REFERENCES {d}users (id) ON DELETE SET NULL,
    params          TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(params)),
    body_sealed     BLOB,
    key_version     INTEGER,
    state           TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'dead')),
    attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at INTEGER,
    created_at      INTEGER NOT NULL,
    sent_at         INTEGER,
    last_error      TEXT,
    CHECK ((body_sealed IS NULL) = (key_version IS NULL))
) STRICT;

CREATE INDEX mail_outbox_user ON {d}mail_outbox (user_id, created_at, id);
-- A sent message has no next attempt, so the due ones stand together whatever the size of the table.
CREATE INDEX mail_outbox_due ON {d}mail_outbox (state, next_attempt_at, id);
CREATE INDEX mail_outbox_created ON {d}mail_outbox (created_at, id);
CREATE INDEX mail_outbox_dead ON {d}mail_outbox (created_at, id) WHERE state = 'dead';
CREATE INDEX mail_outbox_sent ON {d}mail_outbox (sent_at, id) WHERE sent_at IS NOT NULL;
CREATE INDEX mail_outbox_key_version ON {d}mail_outbox (key_version, id) WHERE key_version IS NOT NULL;
