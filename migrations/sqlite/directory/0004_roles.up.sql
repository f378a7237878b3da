-- Roles are rows, so that an application can add its own. The four that Wardroom knows are seeded so that
-- a second run changes nothing, not even what an application has altered since.

CREATE TABLE {d}roles (
    name                   TEXT NOT NULL PRIMARY KEY,
    scope                  TEXT NOT NULL CHECK (scope IN ('platform', 'tenant')),
    requires_second_factor INTEGER NOT NULL DEFAULT FALSE CHECK (requires_second_factor IN (0, 1)),
    description            TEXT NOT NULL DEFAULT ''
) STRICT;

INSERT INTO {d}roles (name, scope, requires_second_factor, description) VALUES
    ('PLATFORM_ADMIN', 'platform', TRUE, 'Administers every tenant'),
    ('OWNER', 'tenant', TRUE, 'Owns a tenant and its members'),
    ('STAFF', 'tenant', FALSE, 'Works for a tenant'),
    ('CUSTOMER', 'tenant', FALSE, 'Is served by a tenant')
ON CONFLICT (name) DO NOTHING;
