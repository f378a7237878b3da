//! Rows of what only flows read: challenges, profiles, and the invitations of one who invites many.

use super::rows::{MANY, Rows, rows};

/// To be filled in after the tables they point at.
pub(super) const TABLES: &[Rows] = &[
    rows(
        "{d}profiles",
        MANY,
        &[
            ("user_id", "ID[i]"),
            ("given_name", "'Person ' || i"),
            ("locale", "'en'"),
            ("created_at", "AT[i]"),
            ("updated_at", "AT[i]"),
        ],
    ),
    rows(
        "{d}challenges",
        MANY,
        &[
            ("id", "ID[i]"),
            ("user_id", "CASE WHEN i % 5 = 0 THEN NULL ELSE ID[i] END"),
            (
                "kind",
                "CASE WHEN i % 5 = 0 THEN 'passkey_sign_in' ELSE 'second_factor' END",
            ),
            ("token_hash", "HASH[i]"),
            ("created_at", "AT[i * 30]"),
            ("expires_at", "AT[i * 30 - 600]"),
            ("used_at", "CASE WHEN i % 3 = 0 THEN AT[i * 30 - 60] END"),
        ],
    ),
    // The last tenant has as many as a hundred others, all of one who invites.
    rows(
        "{d}invitations",
        20_000,
        &[
            ("id", "ID[1000000 + i]"),
            ("tenant_id", "ID[2001]"),
            ("email_normalized", "'many' || i || '@example.test'"),
            ("role", "'CUSTOMER'"),
            ("token_hash", "HASH[1000000 + i]"),
            ("invited_by", "ID[5]"),
            ("created_at", "AT[i * 30]"),
            ("expires_at", "AT[i * 30 - 604800]"),
        ],
    ),
];
