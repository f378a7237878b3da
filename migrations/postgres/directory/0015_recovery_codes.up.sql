-- Codes for a lost factor, in sets with one salt each. A reissue is two-phase: the new set is pending until
-- the operator finishes, so a user has at most one set that counts and one that waits.
-- `issued_by` is text: it is evidence and must outlive whoever it names.

CREATE TABLE {d}recovery_code_sets (
    id           {id} NOT NULL PRIMARY KEY,
    user_id      {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind IN ('full', 'one_time')),
    state        TEXT NOT NULL CHECK (state IN ('pending', 'active', 'void')),
    salt         BYTEA NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    activated_at TIMESTAMPTZ,
    voided_at    TIMESTAMPTZ,
    expires_at   TIMESTAMPTZ,
    issued_by    TEXT
);

CREATE UNIQUE INDEX recovery_code_sets_one_active ON {d}recovery_code_sets (user_id) WHERE state = 'active';
CREATE UNIQUE INDEX recovery_code_sets_one_pending ON {d}recovery_code_sets (user_id) WHERE state = 'pending';
CREATE INDEX recovery_code_sets_user ON {d}recovery_code_sets (user_id, created_at, id);
CREATE INDEX recovery_code_sets_expires ON {d}recovery_code_sets (expires_at, id) WHERE expires_at IS NOT NULL;
CREATE INDEX recovery_code_sets_voided ON {d}recovery_code_sets (voided_at, id) WHERE voided_at IS NOT NULL;
CREATE INDEX recovery_code_sets_pending ON {d}recovery_code_sets (created_at, id) WHERE state = 'pending';

CREATE TABLE {d}recovery_codes (
    set_id    {id} NOT NULL REFERENCES {d}recovery_code_sets (id) ON DELETE CASCADE,
    position  BIGINT NOT NULL CHECK (position >= 0),
    code_hash BYTEA NOT NULL,
    used_at   TIMESTAMPTZ,
    PRIMARY KEY (set_id, position)
);

CREATE INDEX recovery_codes_used ON {d}recovery_codes (used_at, set_id, position) WHERE used_at IS NOT NULL;
