DROP TABLE {d}totp_factors;
