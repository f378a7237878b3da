DROP INDEX {d}users_name_part;
DROP INDEX {d}users_email_part;

DO $search$
BEGIN
    IF EXISTS (SELECT FROM pg_extension
        WHERE extname = 'pg_trgm' AND obj_description(oid, 'pg_extension') = 'created by wardroom')
    THEN
        DROP EXTENSION pg_trgm;
    END IF;
END
$search$;
