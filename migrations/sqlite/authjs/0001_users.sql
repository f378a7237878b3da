-- The accounts, under the names Prisma gives them; the Drizzle adapter is handed the same tables.
-- Times are integers of milliseconds, the one spelling that Drizzle (`timestamp_ms`) and Prisma both read and write.
-- They are declared DATETIME, not INTEGER in a STRICT table: Prisma reads a time only from a column declared as one.
-- Each is checked: Prisma's SQLite adapter writes ISO text unless told `unixepoch-ms`, and text never compares with a
-- number, so that a mixed column would keep dead sessions for ever. The defaults are milliseconds for the same reason.

CREATE TABLE {d}"User" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "emailVerified" DATETIME,
    "image" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT (CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)),
    "updatedAt" DATETIME NOT NULL DEFAULT (CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)),
    CONSTRAINT "User_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "User_emailVerified_milliseconds" CHECK ("emailVerified" IS NULL OR typeof("emailVerified") = 'integer'),
    CONSTRAINT "User_createdAt_milliseconds" CHECK (typeof("createdAt") = 'integer'),
    CONSTRAINT "User_updatedAt_milliseconds" CHECK (typeof("updatedAt") = 'integer')
);

CREATE UNIQUE INDEX "User_email_key" ON {d}"User" ("email");
