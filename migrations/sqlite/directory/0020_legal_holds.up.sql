-- A user who must not be forgotten. RESTRICT is the point: while a hold row exists the database itself
-- refuses to delete the user, whoever asks. A purge removes released holds first, in the same transaction.

CREATE TABLE {d}legal_holds (
    id          {id} NOT NULL PRIMARY KEY,
    user_id     {id} NOT NULL REFERENCES {d}users (id) ON DELETE RESTRICT,
    reason      TEXT NOT NULL,
    placed_by   TEXT NOT NULL,
    placed_at   INTEGER NOT NULL,
    released_at INTEGER
) STRICT;

CREATE INDEX legal_holds_user ON {d}legal_holds (user_id, placed_at, id);
CREATE INDEX legal_holds_placed ON {d}legal_holds (placed_at, id);
