DROP TABLE {w}mail_outbox;
