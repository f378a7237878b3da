-- Who is signed in. `sessionToken` is the whole cookie, unsigned: a credential. It is the key, since without one
-- PostgreSQL's logical replication refuses deletes. Vacuum early: a fifth of a large table is too many dead rows to wait for.

CREATE TABLE {d}"Session" (
    "sessionToken" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expires" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    CONSTRAINT "Session_pkey" PRIMARY KEY ("sessionToken"),
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId")
        REFERENCES {d}"User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITH (autovacuum_vacuum_scale_factor = 0.02);
