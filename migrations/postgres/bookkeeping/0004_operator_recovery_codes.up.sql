-- An operator's own way back in, shown once at enrolment; each row carries the salt of its set.

CREATE TABLE {w}operator_recovery_codes (
    id          UUID NOT NULL PRIMARY KEY,
    operator_id UUID NOT NULL REFERENCES {w}operators (id) ON DELETE CASCADE,
    salt        BYTEA NOT NULL,
    code_hash   BYTEA NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    used_at     TIMESTAMPTZ
);

CREATE INDEX operator_recovery_codes_operator ON {w}operator_recovery_codes (operator_id);
