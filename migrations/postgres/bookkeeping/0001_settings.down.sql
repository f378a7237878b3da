DROP TABLE {w}settings;
