DROP TABLE {d}recovery_codes;
DROP TABLE {d}recovery_code_sets;
