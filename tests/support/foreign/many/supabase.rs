//! Supabase Auth's rows, beside those of its cast.

use super::{Rows, rows};

pub(super) const ROWS: &[Rows] = &[
    rows(
        "auth.users",
        "{n}",
        &[
            (
                "instance_id",
                "CAST('00000000-0000-0000-0000-000000000000' AS uuid)",
            ),
            ("id", "ID[i]"),
            ("aud", "'authenticated'"),
            ("role", "'authenticated'"),
            ("email", "'user' || (i * 7919 % {n}) || '@mail.example'"),
            (
                "encrypted_password",
                "CASE WHEN i % 3 <> 0 THEN '$2a$10$N9qo8uLOickgx2ZMRZoMye' END",
            ),
            (
                "email_confirmed_at",
                "CASE WHEN i % 20 <> 0 THEN AT[i * 300] END",
            ),
            ("confirmation_token", "''"),
            ("recovery_token", "''"),
            ("email_change_token_new", "''"),
            ("email_change", "''"),
            (
                "last_sign_in_at",
                "CASE WHEN i % 10 <> 5 THEN AT[i * 7907 % 6000000] END",
            ),
            (
                "raw_app_meta_data",
                "CAST('{\"provider\": \"email\"}' AS jsonb)",
            ),
            (
                "raw_user_meta_data",
                "jsonb_build_object('full_name', 'Person ' || i)",
            ),
            ("created_at", "AT[i * 300]"),
            ("updated_at", "AT[i * 300]"),
            ("banned_until", "CASE WHEN i % 1000 = 3 THEN AT[-86400] END"),
        ],
    ),
    rows(
        "auth.identities",
        "{n}",
        &[
            ("id", "ID[i]"),
            ("provider_id", "'subject' || i"),
            ("user_id", "ID[i]"),
            (
                "provider",
                "CASE WHEN i % 3 = 0 THEN 'google' ELSE 'email' END",
            ),
            (
                "identity_data",
                "jsonb_build_object('email', 'user' || (i * 7919 % {n}) || '@mail.example')",
            ),
            ("created_at", "AT[i * 300]"),
            ("updated_at", "AT[i * 300]"),
        ],
    ),
    rows(
        "auth.sessions",
        "3 * {n}",
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[i * 7919 % {n} + 1]"),
            ("created_at", "AT[i * 7907 % 6000000]"),
            ("updated_at", "AT[i * 7907 % 6000000]"),
            (
                "aal",
                "CAST(CASE WHEN i % 5 = 0 THEN 'aal2' ELSE 'aal1' END AS auth.aal_level)",
            ),
            ("user_agent", "'Mozilla/5.0 (X11; Linux x86_64)'"),
            ("ip", "CAST('192.0.2.' || (i % 250) AS inet)"),
        ],
    ),
    rows(
        "auth.mfa_amr_claims",
        "3 * {n}",
        &[
            ("id", "ID[i]"),
            ("session_id", "ID[i]"),
            ("created_at", "AT[i * 7907 % 6000000]"),
            ("updated_at", "AT[i * 7907 % 6000000]"),
            ("authentication_method", "'password'"),
        ],
    ),
    rows(
        "auth.refresh_tokens",
        "3 * {n}",
        &[
            (
                "instance_id",
                "CAST('00000000-0000-0000-0000-000000000000' AS uuid)",
            ),
            ("token", "md5('t' || i)"),
            ("user_id", "CAST(ID[i * 7919 % {n} + 1] AS text)"),
            ("revoked", "false"),
            ("created_at", "AT[i * 7907 % 6000000]"),
            ("updated_at", "AT[i * 7907 % 6000000]"),
            ("session_id", "ID[i]"),
        ],
    ),
    rows(
        "auth.mfa_factors",
        "{n} / 5",
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[i * 5]"),
            ("friendly_name", "'phone'"),
            ("factor_type", "CAST('totp' AS auth.factor_type)"),
            ("status", "CAST('verified' AS auth.factor_status)"),
            ("secret", "'JBSWY3DPEHPK3PXP'"),
            ("created_at", "AT[i]"),
            ("updated_at", "AT[i]"),
        ],
    ),
    rows(
        "auth.one_time_tokens",
        "{n} / 5",
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[i * 5]"),
            (
                "token_type",
                "CAST('recovery_token' AS auth.one_time_token_type)",
            ),
            ("token_hash", "md5('r' || i)"),
            (
                "relates_to",
                "'user' || (i * 5 * 7919 % {n}) || '@mail.example'",
            ),
            ("created_at", "AT[i * 1200] AT TIME ZONE 'utc'"),
            ("updated_at", "AT[i * 1200] AT TIME ZONE 'utc'"),
        ],
    ),
    rows(
        "auth.audit_log_entries",
        "{n}",
        &[
            ("id", "ID[i]"),
            ("payload", "CAST('{\"action\": \"login\"}' AS json)"),
            ("created_at", "AT[i * 300]"),
        ],
    ),
];
