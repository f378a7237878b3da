-- Finding a user by any part of the address or the name. Optional: it costs space and slows every write to
-- `users`; without it Wardroom searches by prefix. Ask, with at least three characters, in double quotes:
--     SELECT r.user_id FROM users_search s JOIN users_search_rows r ON r.n = s.rowid WHERE users_search MATCH $1
-- VACUUM may renumber the rows of a table without an integer key, so the index cannot hang on the rowids of
-- `users`: it has numbers of its own, and reads the texts through a view instead of keeping a copy.
-- A removed name leaves the index when its segments merge; `INSERT INTO users_search (users_search)
-- VALUES ('optimize')` does it at once.

CREATE TABLE {d}users_search_rows (
    n       INTEGER PRIMARY KEY,
    user_id {id} NOT NULL UNIQUE
) STRICT;

CREATE VIEW {d}users_search_texts AS
    SELECT r.n, u.email_normalized, u.display_name
    FROM {d}users_search_rows r JOIN {d}users u ON u.id = r.user_id;

CREATE VIRTUAL TABLE {d}users_search USING fts5 (
    email_normalized, display_name,
    content = 'users_search_texts', content_rowid = 'n', tokenize = 'trigram'
);

INSERT INTO {d}users_search_rows (user_id) SELECT id FROM {d}users ORDER BY created_at, id;
INSERT INTO {d}users_search (users_search) VALUES ('rebuild');

CREATE TRIGGER users_search_insert AFTER INSERT ON {d}users
BEGIN
    INSERT INTO users_search_rows (user_id) VALUES (NEW.id);
    INSERT INTO users_search (rowid, email_normalized, display_name)
        SELECT n, NEW.email_normalized, NEW.display_name FROM users_search_rows WHERE user_id = NEW.id;
END;

CREATE TRIGGER users_search_update AFTER UPDATE OF email_normalized, display_name ON {d}users
BEGIN
    INSERT INTO users_search (users_search, rowid, email_normalized, display_name)
        SELECT 'delete', n, OLD.email_normalized, OLD.display_name FROM users_search_rows WHERE user_id = OLD.id;
    INSERT INTO users_search (rowid, email_normalized, display_name)
        SELECT n, NEW.email_normalized, NEW.display_name FROM users_search_rows WHERE user_id = NEW.id;
END;

CREATE TRIGGER users_search_delete AFTER DELETE ON {d}users
BEGIN
    INSERT INTO users_search (users_search, rowid, email_normalized, display_name)
        SELECT 'delete', n, OLD.email_normalized, OLD.display_name FROM users_search_rows WHERE user_id = OLD.id;
    DELETE FROM users_search_rows WHERE user_id = OLD.id;
END;
