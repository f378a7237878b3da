DROP INDEX {d}memberships_user;
