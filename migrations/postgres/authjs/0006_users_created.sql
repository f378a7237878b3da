-- no-transaction
-- Lists of users come by age, a page at a time.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "User_createdAt_id_idx" ON {d}"User" ("createdAt", "id");
