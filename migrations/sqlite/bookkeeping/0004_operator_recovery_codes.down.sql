DROP TABLE {w}operator_recovery_codes;
