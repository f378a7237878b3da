-- The accounts, under the names Prisma gives them; the Drizzle adapter is handed the same tables.
-- Times are UTC wall clock in `timestamp(3)`, which is how both adapters write, whatever zone their process runs in. The
-- defaults say UTC themselves: CURRENT_TIMESTAMP in a plain timestamp is the wall clock of the session that inserts.
-- No address is not an error: some providers give none. The look-up is case-sensitive, and Auth.js folds to lower case.

CREATE TABLE {d}"User" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "emailVerified" TIMESTAMP(3),
    "image" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "User_email_key" ON {d}"User" ("email");
