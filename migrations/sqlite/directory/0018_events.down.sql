DROP TABLE {d}events;
