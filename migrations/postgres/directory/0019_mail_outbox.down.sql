DROP TABLE {d}mail_outbox;
