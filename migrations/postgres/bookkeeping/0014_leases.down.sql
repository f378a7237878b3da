DROP TABLE {w}leases;
