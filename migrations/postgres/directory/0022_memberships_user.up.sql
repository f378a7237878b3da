-- Where a user belongs, oldest first: somebody may belong to a hundred thousand tenants, and a page of them must not
-- sort them all.

CREATE INDEX memberships_user ON {d}memberships (user_id, created_at, id);
