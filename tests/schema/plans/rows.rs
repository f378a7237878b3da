//! The rows of the big database, as data: table, how many, and each column as an expression over the row number `i`.
//!
//! `ID[i]` is an id, `HASH[i]` 32 bytes, `AT[s]` the instant `s` seconds before now; everything else both engines read.

/// One table's rows.
pub(super) struct Rows {
    pub(super) table: &'static str,
    pub(super) count: u32,
    pub(super) columns: &'static [(&'static str, &'static str)],
}

/// How many rows a large table has.
pub(super) const MANY: u32 = 200_000;

pub(super) const fn rows(
    table: &'static str,
    count: u32,
    columns: &'static [(&'static str, &'static str)],
) -> Rows {
    Rows {
        table,
        count,
        columns,
    }
}

// Multiplied by a prime, so that no column is in the order of another.
const USERS: &[(&str, &str)] = &[
    ("id", "ID[i]"),
    ("email", "'user' || (i * 7919 % 200003) || '@example.test'"),
    (
        "email_normalized",
        "'user' || (i * 7919 % 200003) || '@example.test'",
    ),
    (
        "email_verified_at",
        "CASE WHEN i % 100 = 7 THEN NULL ELSE AT[i * 300] END",
    ),
    (
        "previous_email",
        "CASE WHEN i % 1000 = 9 THEN 'was' || i || '@example.test' END",
    ),
    ("email_changed_at", "CASE WHEN i % 1000 = 9 THEN AT[i] END"),
    ("display_name", "'Person ' || i"),
    (
        "status",
        "CASE WHEN i % 200 = 1 THEN 'disabled' WHEN i % 500 = 2 THEN 'invited' WHEN i % 500 = 3 THEN 'erased' ELSE 'active' END",
    ),
    ("locked_at", "CASE WHEN i % 1000 = 4 THEN AT[i % 9000] END"),
    ("lock_cause", "CASE WHEN i % 1000 = 4 THEN 'failures' END"),
    (
        "last_sign_in_at",
        "CASE WHEN i % 10 = 5 THEN NULL ELSE AT[i % 60007 * 997] END",
    ),
    ("created_at", "AT[i * 300]"),
    ("updated_at", "AT[i % 60007 * 997]"),
];

const TOKENS: &[(&str, &str)] = &[
    ("id", "ID[i]"),
    ("user_id", "ID[i]"),
    ("token_hash", "HASH[i]"),
    ("created_at", "AT[i * 30]"),
    ("expires_at", "AT[i * 30 - 3600]"),
    ("used_at", "CASE WHEN i % 3 = 0 THEN AT[i * 30 - 60] END"),
];

const LINKS: &[(&str, &str)] = &[
    ("id", "ID[i]"),
    ("user_id", "ID[i]"),
    ("email", "'user' || i || '@example.test'"),
    ("token_hash", "HASH[i]"),
    ("created_at", "AT[i * 30]"),
    ("expires_at", "AT[i * 30 - 3600]"),
    ("used_at", "CASE WHEN i % 3 = 0 THEN AT[i * 30 - 60] END"),
];

/// Every table with rows, parents first.
pub(super) const TABLES: &[Rows] = &[
    rows("{d}users", MANY, USERS),
    rows(
        "{d}tenants",
        2_001,
        &[
            ("id", "ID[i]"),
            ("slug", "'tenant' || i"),
            ("name", "'Tenant ' || i"),
            ("created_at", "AT[i]"),
            ("updated_at", "AT[i]"),
        ],
    ),
    rows(
        "{d}memberships",
        MANY,
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[i]"),
            (
                "tenant_id",
                "CASE WHEN i > 199997 THEN NULL ELSE ID[1 + i % 2000] END",
            ),
            (
                "role",
                "CASE WHEN i > 199997 THEN 'PLATFORM_ADMIN' WHEN i % 100 = 0 THEN 'OWNER' WHEN i % 20 = 1 THEN 'STAFF' ELSE 'CUSTOMER' END",
            ),
            ("created_at", "AT[i]"),
        ],
    ),
    // The last tenant has three users in ten, and all others a hundred each.
    rows(
        "{d}memberships",
        60_000,
        &[
            ("id", "ID[1000000 + i]"),
            ("user_id", "ID[i * 10 / 3]"),
            ("tenant_id", "ID[2001]"),
            ("role", "'CUSTOMER'"),
            ("created_at", "AT[i]"),
        ],
    ),
    rows(
        "{d}identities",
        MANY,
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[i]"),
            (
                "provider",
                "CASE WHEN i % 2 = 0 THEN 'github' ELSE 'google' END",
            ),
            ("subject", "'subject' || i"),
            ("tokens_sealed", "CASE WHEN i % 4 = 0 THEN HASH[i] END"),
            ("key_version", "CASE WHEN i % 4 = 0 THEN 1 END"),
            ("created_at", "AT[i]"),
        ],
    ),
    rows(
        "{d}invitations",
        MANY,
        &[
            ("id", "ID[i]"),
            ("tenant_id", "ID[1 + i % 2000]"),
            (
                "email_normalized",
                "'user' || (i * 7919 % 200003) || '@example.test'",
            ),
            ("role", "'STAFF'"),
            ("token_hash", "HASH[i]"),
            ("invited_by", "ID[i]"),
            ("created_at", "AT[i * 30]"),
            ("expires_at", "AT[i * 30 - 600000]"),
            ("accepted_at", "CASE WHEN i % 3 = 0 THEN AT[i * 30] END"),
        ],
    ),
    rows(
        "{d}sessions",
        MANY,
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[1 + i / 3 * 3]"),
            ("token_hash", "HASH[i]"),
            ("user_agent", "'Firefox'"),
            ("created_at", "AT[i * 40]"),
            ("seen_at", "AT[i * 40 - 30]"),
            ("expires_at", "AT[i * 40 - 5000000]"),
            (
                "revoked_at",
                "CASE WHEN i % 10 = 0 THEN AT[i * 40 - 40] END",
            ),
        ],
    ),
    rows(
        "{d}refresh_tokens",
        MANY,
        &[
            ("id", "ID[i]"),
            ("session_id", "ID[i]"),
            ("family_id", "ID[i]"),
            ("token_hash", "HASH[i]"),
            ("created_at", "AT[i * 40]"),
            ("expires_at", "AT[i * 40 - 5000000]"),
            (
                "revoked_at",
                "CASE WHEN i % 10 = 0 THEN AT[i * 40 - 40] END",
            ),
        ],
    ),
    rows(
        "{d}verifications",
        MANY,
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[i]"),
            ("kind", "'email'"),
            ("email", "'user' || i || '@example.test'"),
            ("code_hash", "HASH[i]"),
            ("created_at", "AT[i * 30]"),
            ("expires_at", "AT[i * 30 - 3600]"),
            ("used_at", "CASE WHEN i % 3 = 0 THEN AT[i * 30 - 60] END"),
        ],
    ),
    rows("{d}password_resets", MANY, TOKENS),
    rows("{d}magic_links", MANY, LINKS),
    rows(
        "{d}trusted_devices",
        MANY,
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[i]"),
            ("token_hash", "HASH[i]"),
            ("created_at", "AT[i * 30]"),
            ("expires_at", "AT[i * 30 - 3600]"),
        ],
    ),
    rows(
        "{d}totp_factors",
        MANY,
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[1 + i / 2 * 3 % 200000]"),
            ("secret_sealed", "HASH[i]"),
            ("key_version", "1"),
            ("created_at", "AT[i]"),
            (
                "confirmed_at",
                "CASE WHEN i % 100 = 0 THEN NULL ELSE AT[i] END",
            ),
        ],
    ),
    rows(
        "{d}passkeys",
        1_000,
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[7 + i * 197]"),
            ("credential_id", "HASH[i]"),
            ("public_key", "HASH[i]"),
            ("created_at", "AT[i]"),
        ],
    ),
    rows(
        "{d}recovery_code_sets",
        MANY,
        &[
            ("id", "ID[i]"),
            ("user_id", "ID[i]"),
            ("kind", "'full'"),
            (
                "state",
                "CASE WHEN i % 50 = 0 THEN 'pending' WHEN i % 3 = 0 THEN 'void' ELSE 'active' END",
            ),
            ("salt", "HASH[i]"),
            ("created_at", "AT[i * 60]"),
            ("voided_at", "CASE WHEN i % 3 = 0 THEN AT[i * 60 - 50] END"),
            (
                "expires_at",
                "CASE WHEN i % 5 = 0 THEN AT[i * 60 - 86400] END",
            ),
        ],
    ),
    rows(
        "{d}recovery_codes",
        MANY,
        &[
            ("set_id", "ID[1 + i / 4]"),
            ("position", "i % 4"),
            ("code_hash", "HASH[i]"),
            ("used_at", "CASE WHEN i % 7 = 0 THEN AT[i] END"),
        ],
    ),
    rows(
        "{d}events",
        MANY,
        &[
            ("id", "ID[i]"),
            ("at", "AT[i * 20]"),
            ("user_id", "ID[1 + i / 5 * 5]"),
            ("kind", "'sign_in'"),
        ],
    ),
    rows(
        "{d}mail_outbox",
        MANY,
        &[
            ("id", "ID[i]"),
            ("template", "'factors_reset'"),
            ("recipient", "'user' || i || '@example.test'"),
            ("user_id", "ID[i]"),
            (
                "state",
                "CASE WHEN i % 1000 = 1 THEN 'queued' WHEN i % 1000 = 2 THEN 'dead' ELSE 'sent' END",
            ),
            ("next_attempt_at", "CASE WHEN i % 1000 = 1 THEN AT[i] END"),
            ("created_at", "AT[i * 20]"),
            (
                "sent_at",
                "CASE WHEN i % 1000 < 3 THEN NULL ELSE AT[i * 20 - 5] END",
            ),
        ],
    ),
    rows(
        "{w}operators",
        200,
        &[
            ("id", "ID[i]"),
            ("name", "'operator' || i"),
            ("role", "'admin'"),
            ("status", "'active'"),
            ("created_at", "AT[i]"),
        ],
    ),
    rows(
        "{w}operator_sessions",
        20_000,
        &[
            ("id", "ID[i]"),
            ("operator_id", "ID[1 + i % 200]"),
            ("token_hash", "HASH[i]"),
            ("created_at", "AT[i * 40]"),
            ("seen_at", "AT[i * 40 - 40]"),
            ("expires_at", "AT[i * 40 - 43200]"),
            ("factor_at", "AT[i * 40 - 40]"),
        ],
    ),
    rows(
        "{w}audit",
        MANY,
        &[
            ("seq", "i"),
            ("id", "ID[i]"),
            ("at", "AT[6000000 - i * 20]"),
            ("actor_kind", "'operator'"),
            (
                "actor_id",
                "CASE WHEN i % 1000 = 1 THEN 'rare' ELSE 'common' END",
            ),
            ("actor_name", "'operator'"),
            (
                "verb",
                "CASE WHEN i % 1000 = 1 THEN 'factors reset' ELSE 'sessions revoke' END",
            ),
            ("outcome", "'done'"),
            ("target_kind", "'user'"),
            ("target_id", "'target' || i / 10"),
            ("detail", "'{}'"),
            ("prev_hash", "HASH[i]"),
            ("hash", "HASH[i + 1]"),
        ],
    ),
    rows(
        "{w}audit_keys",
        1,
        &[
            ("id", "'key'"),
            ("public_key", "HASH[i]"),
            ("created_at", "AT[i]"),
        ],
    ),
    // All of it is sealed: a sealing begins behind the last entry.
    rows(
        "{w}audit_seals",
        200,
        &[
            ("segment", "i"),
            ("first_seq", "i * 1000 - 999"),
            ("last_seq", "i * 1000"),
            ("head_hash", "HASH[i * 1000 + 1]"),
            ("key_id", "'key'"),
            ("signature", "HASH[i]"),
            ("sealed_at", "AT[6000000 - i * 20000]"),
        ],
    ),
    rows(
        "{w}audit_personal",
        MANY,
        &[("seq", "i"), ("salt", "HASH[i]"), ("content", "'{}'")],
    ),
    rows(
        "{w}runs",
        20_000,
        &[
            ("id", "ID[i]"),
            (
                "sweep",
                "CASE WHEN i % 3 = 0 THEN 'sessions' WHEN i % 3 = 1 THEN 'verifications' ELSE 'recovery-codes' END",
            ),
            ("trigger", "'schedule'"),
            ("worker", "'w1'"),
            ("fence", "i"),
            ("started_at", "AT[i * 60]"),
            ("finished_at", "AT[i * 60 - 5]"),
            ("outcome", "'done'"),
        ],
    ),
];
