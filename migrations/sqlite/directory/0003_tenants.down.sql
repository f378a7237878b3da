DROP TABLE {d}tenants;
