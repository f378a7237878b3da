-- Who else may look: wardroom_granted may do everything and, under row security, sees nothing;
-- wardroom_reader stands for a hosted project's `postgres`, which reads the older tables alone.
GRANT USAGE ON SCHEMA auth TO wardroom_granted, wardroom_reader;
GRANT ALL ON ALL TABLES IN SCHEMA auth TO wardroom_granted;
GRANT ALL ON ALL SEQUENCES IN SCHEMA auth TO wardroom_granted;
GRANT SELECT ON auth.users, auth.identities, auth.one_time_tokens, auth.audit_log_entries, auth.instances,
    auth.sessions, auth.refresh_tokens, auth.mfa_amr_claims, auth.flow_state, auth.mfa_factors, auth.mfa_challenges,
    auth.sso_providers, auth.sso_domains, auth.saml_providers, auth.saml_relay_states, auth.schema_migrations
    TO wardroom_reader;
RESET ROLE;
