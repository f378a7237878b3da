-- What one installation is told once: small, rarely read, so one table of names and texts will do.

CREATE TABLE {w}settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
