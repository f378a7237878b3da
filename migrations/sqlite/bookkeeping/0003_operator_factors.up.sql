-- Operators' second factors, sealed under a key of their own: a console holds this one and not the
-- directory's. Should an operator's row ever go, its secrets go with it.

CREATE TABLE {w}operator_factors (
    id            BLOB NOT NULL PRIMARY KEY,
    operator_id   BLOB NOT NULL REFERENCES {w}operators (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL CHECK (kind IN ('totp')),
    secret_sealed BLOB NOT NULL,
    key_version   INTEGER NOT NULL,
    last_step     INTEGER,
    created_at    INTEGER NOT NULL,
    confirmed_at  INTEGER
) STRICT;

CREATE INDEX wardroom_operator_factors_operator ON {w}operator_factors (operator_id);
CREATE INDEX wardroom_operator_factors_key_version ON {w}operator_factors (key_version, id);
