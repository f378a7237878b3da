-- Offers to join, to the whole platform when there is no tenant. An invitation outlives the user who wrote
-- it and is forgotten with its tenant.

CREATE TABLE {d}invitations (
    id               {id} NOT NULL PRIMARY KEY,
    tenant_id        {id} REFERENCES {d}tenants (id) ON DELETE CASCADE,
    email_normalized TEXT COLLATE "C" NOT NULL,
    role             TEXT NOT NULL REFERENCES {d}roles (name) ON DELETE RESTRICT,
    token_hash       BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    invited_by       {id} REFERENCES {d}users (id) ON DELETE SET NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    expires_at       TIMESTAMPTZ NOT NULL,
    accepted_at      TIMESTAMPTZ,
    accepted_by      {id} REFERENCES {d}users (id) ON DELETE SET NULL,
    revoked_at       TIMESTAMPTZ
);

CREATE INDEX invitations_tenant ON {d}invitations (tenant_id, created_at, id);
CREATE INDEX invitations_email ON {d}invitations (email_normalized, created_at);
CREATE INDEX invitations_role ON {d}invitations (role);
CREATE INDEX invitations_invited_by ON {d}invitations (invited_by) WHERE invited_by IS NOT NULL;
CREATE INDEX invitations_accepted_by ON {d}invitations (accepted_by) WHERE accepted_by IS NOT NULL;
CREATE INDEX invitations_expires ON {d}invitations (expires_at, id);
