-- An operator's own way back in, shown once at enrolment; each row carries the salt of its set.

CREATE TABLE {w}operator_recovery_codes (
    id          BLOB NOT NULL PRIMARY KEY,
    operator_id BLOB NOT NULL REFERENCES {w}operators (id) ON DELETE CASCADE,
    salt        BLOB NOT NULL,
    code_hash   BLOB NOT NULL,
    created_at  INTEGER NOT NULL,
    used_at     INTEGER
) STRICT;

CREATE INDEX wardroom_operator_recovery_codes_operator ON {w}operator_recovery_codes (operator_id);
