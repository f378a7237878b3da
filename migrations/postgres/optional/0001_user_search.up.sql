-- Finding a user by any part of the address or the name. Optional: it needs the extension pg_trgm, costs
-- space and slows every write to `users`; without it Wardroom searches by prefix. Ask for
--     email_normalized LIKE '%' || $1 || '%'   or   lower(display_name) LIKE '%' || lower($1) || '%'
-- with at least three characters and with \, % and _ escaped. The extension may stand in any schema, so the
-- operator class is named in full; one that we had to create is marked, and only a marked one is removed.

DO $search$
DECLARE
    home name;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE EXTENSION pg_trgm;
        COMMENT ON EXTENSION pg_trgm IS 'created by wardroom';
    END IF;
    SELECT n.nspname INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
        WHERE e.extname = 'pg_trgm';
    EXECUTE format('CREATE INDEX users_email_part ON {d}users USING gin (email_normalized %I.gin_trgm_ops)', home);
    EXECUTE format('CREATE INDEX users_name_part ON {d}users USING gin (lower(display_name) %I.gin_trgm_ops)', home);
END
$search$;
