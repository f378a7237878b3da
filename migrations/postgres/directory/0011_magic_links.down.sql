DROP TABLE {d}magic_links;
