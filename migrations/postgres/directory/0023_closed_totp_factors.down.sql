ALTER TABLE {d}totp_factors DROP COLUMN closed_at;
ALTER TABLE {d}totp_factors DROP COLUMN failed;
