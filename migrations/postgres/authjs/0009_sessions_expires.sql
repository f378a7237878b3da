-- no-transaction
-- What a purge looks for: Auth.js itself removes an expired session only when its cookie comes back.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "Session_expires_sessionToken_idx" ON {d}"Session" ("expires", "sessionToken");
