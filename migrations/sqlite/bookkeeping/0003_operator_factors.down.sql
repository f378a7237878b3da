DROP TABLE {w}operator_factors;
