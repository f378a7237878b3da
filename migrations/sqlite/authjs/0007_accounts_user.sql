-- A user's accounts; and without it each deleted user reads the whole table.

CREATE INDEX IF NOT EXISTS "Account_userId_idx" ON {d}"Account" ("userId");
