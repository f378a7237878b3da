DROP TABLE {d}trusted_devices;
