DROP TRIGGER users_search_delete;
DROP TRIGGER users_search_update;
DROP TRIGGER users_search_insert;
DROP TABLE {d}users_search;
DROP VIEW {d}users_search_texts;
DROP TABLE {d}users_search_rows;
