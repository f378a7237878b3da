-- no-transaction
-- What a purge looks for: Auth.js never removes an expired link.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "VerificationToken_expires_idx" ON {d}"VerificationToken" ("expires");
