DROP TABLE {d}legal_holds;
