-- Operators' second factors, sealed under a key of their own: a console holds this one and not the
-- directory's. Should an operator's row ever go, its secrets go with it.

CREATE TABLE {w}operator_factors (
    id            UUID NOT NULL PRIMARY KEY,
    operator_id   UUID NOT NULL REFERENCES {w}operators (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL CHECK (kind IN ('totp')),
    secret_sealed BYTEA NOT NULL,
    key_version   BIGINT NOT NULL,
    last_step     BIGINT,
    created_at    TIMESTAMPTZ NOT NULL,
    confirmed_at  TIMESTAMPTZ
);

CREATE INDEX operator_factors_operator ON {w}operator_factors (operator_id);
CREATE INDEX operator_factors_key_version ON {w}operator_factors (key_version, id);
