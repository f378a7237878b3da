-- Wrong codes in a row, and when there were so many that no more are looked at (NIST SP 800-63B-4, section 3.2.2).
-- Nullable or with a constant default: no row is rewritten, and the table is held for a moment only.

ALTER TABLE {d}totp_factors ADD COLUMN failed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE {d}totp_factors ADD COLUMN closed_at TIMESTAMPTZ;
