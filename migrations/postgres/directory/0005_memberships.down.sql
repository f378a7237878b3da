DROP TABLE {d}memberships;
