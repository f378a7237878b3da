DROP TABLE {w}outbox;
