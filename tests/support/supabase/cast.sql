-- The cast, each row as the application itself writes it: '' where no token is, the nil instance, lower-case addresses.
-- alice  e-mail and password, an authenticator, two sessions (one proved twice), a passkey
-- bob    Google only, address unconfirmed, one session
-- carol  banned for good
-- dora   single sign-on, with alice's address; erin  anonymous; frank  deleted, as the application deletes softly
INSERT INTO auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token,
    recovery_token, email_change_token_new, email_change, last_sign_in_at, raw_app_meta_data, raw_user_meta_data,
    created_at, updated_at, banned_until, is_sso_user, is_anonymous, deleted_at)
SELECT '00000000-0000-0000-0000-000000000000', id::uuid, 'authenticated', 'authenticated', email, password,
    now() - confirmed, token, '', '', '', now() - seen, app::jsonb, own::jsonb, now() - age, now() - age,
    now() + banned, sso, anonymous, now() - deleted
FROM (VALUES
    ('a0000000-0000-4000-8000-000000000001', 'alice@mail.example', '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
        interval '300 days', '', interval '1 hour', '{"provider": "email", "providers": ["email"]}',
        '{"sub": "a0000000-0000-4000-8000-000000000001", "email": "alice@mail.example", "email_verified": true, "phone_verified": false, "full_name": "Alice Ames"}',
        interval '300 days', NULL::interval, false, false, NULL::interval),
    ('b0000000-0000-4000-8000-000000000002', 'bob@mail.example', NULL,
        NULL, '9b2cf535f27731c974343645a3985328000000000000000000000000', interval '2 days', '{"provider": "google", "providers": ["google"]}',
        '{"iss": "https://accounts.google.com", "name": "Bob", "email": "bob@mail.example", "email_verified": false}',
        interval '200 days', NULL, false, false, NULL),
    ('c0000000-0000-4000-8000-000000000003', 'carol@mail.example', '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
        interval '90 days', '', interval '30 days', '{"provider": "email", "providers": ["email"]}', '{"email_verified": true}',
        interval '90 days', interval '876000 hours', false, false, NULL),
    ('d0000000-0000-4000-8000-000000000004', 'alice@mail.example', NULL,
        interval '20 days', '', interval '20 days', '{"provider": "sso:5f000000-0000-4000-8000-000000000005", "providers": ["sso:5f000000-0000-4000-8000-000000000005"]}', '{}',
        interval '20 days', NULL, true, false, NULL),
    ('e0000000-0000-4000-8000-000000000005', NULL, NULL,
        NULL, '', interval '1 day', '{}', '{}', interval '1 day', NULL, false, true, NULL),
    ('f0000000-0000-4000-8000-000000000006', 'deleted-frank', '', NULL, '', NULL, '{}', '{}',
        interval '400 days', NULL, false, false, interval '3 days')
) AS cast_of (id, email, password, confirmed, token, seen, app, own, age, banned, sso, anonymous, deleted);

INSERT INTO auth.identities (id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
SELECT id::uuid, subject, owner::uuid, told::jsonb, provider, now() - interval '1 hour', now() - interval '90 days', now() - interval '90 days'
FROM (VALUES
    ('1d000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', 'email',
        '{"sub": "a0000000-0000-4000-8000-000000000001", "email": "alice@mail.example", "email_verified": false, "phone_verified": false}'),
    ('1d000000-0000-4000-8000-000000000002', '110169484474386276334', 'b0000000-0000-4000-8000-000000000002', 'google',
        '{"sub": "110169484474386276334", "iss": "https://accounts.google.com", "email": "bob@mail.example", "email_verified": false}'),
    ('1d000000-0000-4000-8000-000000000003', 'c0000000-0000-4000-8000-000000000003', 'c0000000-0000-4000-8000-000000000003', 'email',
        '{"sub": "c0000000-0000-4000-8000-000000000003", "email": "carol@mail.example", "email_verified": true}'),
    ('1d000000-0000-4000-8000-000000000004', 'alice@mail.example', 'd0000000-0000-4000-8000-000000000004', 'sso:5f000000-0000-4000-8000-000000000005',
        '{"sub": "alice@mail.example", "email": "alice@mail.example"}')
) AS ways (id, subject, owner, provider, told);

INSERT INTO auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, created_at, updated_at) VALUES
    ('07000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000002', 'confirmation_token',
        '9b2cf535f27731c974343645a3985328000000000000000000000000', 'bob@mail.example',
        now() AT TIME ZONE 'utc', now() AT TIME ZONE 'utc');

INSERT INTO auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret, last_challenged_at) VALUES
    ('fa000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', 'phone', 'totp', 'verified',
        now() - interval '100 days', now() - interval '100 days', 'JBSWY3DPEHPK3PXP', now() - interval '1 hour'),
    ('fa000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', 'tablet', 'totp', 'unverified',
        now() - interval '1 day', now() - interval '1 day', 'JBSWY3DPEHPK3PXQ', NULL);

INSERT INTO auth.mfa_challenges (id, factor_id, created_at, verified_at, ip_address) VALUES
    ('c4000000-0000-4000-8000-000000000001', 'fa000000-0000-4000-8000-000000000001', now() - interval '1 hour', now() - interval '1 hour', '192.0.2.7');

-- The second is of the newer kind: its refresh token has no row, its key is here.
INSERT INTO auth.sessions (id, user_id, created_at, updated_at, factor_id, aal, not_after, refreshed_at, user_agent, ip,
    refresh_token_hmac_key, refresh_token_counter) VALUES
    ('5e000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', now() - interval '2 days', now() - interval '1 hour',
        'fa000000-0000-4000-8000-000000000001', 'aal2', NULL, (now() - interval '1 hour') AT TIME ZONE 'utc', 'Firefox', '192.0.2.7', NULL, NULL),
    ('5e000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', now() - interval '1 day', now() - interval '1 day',
        NULL, 'aal1', now() + interval '6 days', NULL, 'Safari', '2001:db8::7', 'aG1hYy1rZXktaG1hYy1rZXktaG1hYy1rZXktaG1hYyE', 300),
    ('5e000000-0000-4000-8000-000000000003', 'b0000000-0000-4000-8000-000000000002', now() - interval '2 days', now() - interval '2 days',
        NULL, 'aal1', NULL, NULL, 'curl', '198.51.100.9', NULL, NULL),
    ('5e000000-0000-4000-8000-000000000004', 'c0000000-0000-4000-8000-000000000003', now() - interval '60 days', now() - interval '31 days',
        NULL, 'aal1', now() - interval '30 days', NULL, 'Chrome', NULL, NULL, NULL);

INSERT INTO auth.refresh_tokens (instance_id, token, user_id, revoked, created_at, updated_at, parent, session_id) VALUES
    ('00000000-0000-0000-0000-000000000000', 'abcdefghijkl', 'a0000000-0000-4000-8000-000000000001', true, now() - interval '2 days', now() - interval '1 hour', NULL, '5e000000-0000-4000-8000-000000000001'),
    ('00000000-0000-0000-0000-000000000000', 'mnopqrstuvwx', 'a0000000-0000-4000-8000-000000000001', false, now() - interval '1 hour', now() - interval '1 hour', 'abcdefghijkl', '5e000000-0000-4000-8000-000000000001'),
    ('00000000-0000-0000-0000-000000000000', 'yzabcdefghij', 'b0000000-0000-4000-8000-000000000002', false, now() - interval '2 days', now() - interval '2 days', NULL, '5e000000-0000-4000-8000-000000000003');

INSERT INTO auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method) VALUES
    ('ac000000-0000-4000-8000-000000000001', '5e000000-0000-4000-8000-000000000001', now() - interval '2 days', now() - interval '2 days', 'password'),
    ('ac000000-0000-4000-8000-000000000002', '5e000000-0000-4000-8000-000000000001', now() - interval '1 hour', now() - interval '1 hour', 'totp'),
    ('ac000000-0000-4000-8000-000000000003', '5e000000-0000-4000-8000-000000000002', now() - interval '1 day', now() - interval '1 day', 'password'),
    ('ac000000-0000-4000-8000-000000000004', '5e000000-0000-4000-8000-000000000003', now() - interval '2 days', now() - interval '2 days', 'oauth');

INSERT INTO auth.webauthn_credentials (id, user_id, credential_id, public_key, friendly_name) VALUES
    ('9a000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', '\x0102', '\x0304', 'laptop');

INSERT INTO auth.flow_state (id, user_id, auth_code, provider_type, authentication_method, created_at, updated_at) VALUES
    ('f1000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', 'f1000000-0000-4000-8000-000000000002',
        'recovery', 'recovery', now(), now());
