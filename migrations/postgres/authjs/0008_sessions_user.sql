-- no-transaction
-- A user's sessions, to show and to end; and without it each deleted user reads the whole table.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "Session_userId_idx" ON {d}"Session" ("userId");
