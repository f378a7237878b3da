-- Who is signed in. `sessionToken` is the whole cookie, unsigned: a credential.

CREATE TABLE {d}"Session" (
    "sessionToken" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expires" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT (CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)),
    "updatedAt" DATETIME NOT NULL DEFAULT (CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)),
    CONSTRAINT "Session_pkey" PRIMARY KEY ("sessionToken"),
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId")
        REFERENCES {d}"User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Session_expires_milliseconds" CHECK (typeof("expires") = 'integer'),
    CONSTRAINT "Session_createdAt_milliseconds" CHECK (typeof("createdAt") = 'integer'),
    CONSTRAINT "Session_updatedAt_milliseconds" CHECK (typeof("updatedAt") = 'integer')
);
