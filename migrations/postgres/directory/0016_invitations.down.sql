DROP TABLE {d}invitations;
