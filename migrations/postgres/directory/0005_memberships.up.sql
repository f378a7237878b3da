-- Who is what, where. No tenant means the whole platform. A role in use cannot be removed; a user or a
-- tenant that goes takes its memberships along.

CREATE TABLE {d}memberships (
    id         {id} NOT NULL PRIMARY KEY,
    user_id    {id} NOT NULL REFERENCES {d}users (id) ON DELETE CASCADE,
    tenant_id  {id} REFERENCES {d}tenants (id) ON DELETE CASCADE,
    role       TEXT NOT NULL REFERENCES {d}roles (name) ON DELETE RESTRICT,
    created_at TIMESTAMPTZ NOT NULL
);

-- NULLs are distinct to a unique index, so the platform scope needs one of its own.
CREATE UNIQUE INDEX memberships_once ON {d}memberships (user_id, tenant_id, role);
CREATE UNIQUE INDEX memberships_once_platform ON {d}memberships (user_id, role) WHERE tenant_id IS NULL;
CREATE INDEX memberships_tenant ON {d}memberships (tenant_id, created_at, id);
CREATE INDEX memberships_role ON {d}memberships (role, user_id);
