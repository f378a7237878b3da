DROP TABLE {d}identities;
