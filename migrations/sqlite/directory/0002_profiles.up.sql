-- What an application shows about a user, kept out of `users` so that signing in never rewrites it and an
-- application may add columns here without touching the row every sign-in locks.

CREATE TABLE {d}profiles (
    user_id     {id} NOT NULL PRIMARY KEY REFERENCES {d}users (id) ON DELETE CASCADE,
    given_name  TEXT,
    family_name TEXT,
    locale      TEXT,
    time_zone   TEXT,
    avatar_url  TEXT,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
) STRICT;
