//! Auth.js's rows, for two of its adapters.

use super::{Rows, rows};

pub(super) const PG_ADAPTER: &[Rows] = &[
    rows(
        "users",
        "{n}",
        &[
            ("name", "'Person ' || i"),
            ("email", "'user' || (i * 7919 % {n}) || '@mail.example'"),
            (
                "emailVerified",
                "CASE WHEN i % 20 <> 0 THEN AT[i * 300] END",
            ),
        ],
    ),
    rows(
        "accounts",
        "{n}",
        &[
            ("userId", "i"),
            ("type", "'oidc'"),
            (
                "provider",
                "CASE WHEN i % 3 = 0 THEN 'google' ELSE 'github' END",
            ),
            ("providerAccountId", "'subject' || i"),
        ],
    ),
    rows(
        "sessions",
        "3 * {n}",
        &[
            ("userId", "i * 7919 % {n} + 1"),
            ("sessionToken", "CAST(md5('s' || i) AS uuid)::text"),
            ("expires", "AT[i * 7907 % 6000000 - 2592000]"),
        ],
    ),
    rows(
        "verification_token",
        "{n} / 20",
        &[
            (
                "identifier",
                "'user' || (i * 20 * 7919 % {n}) || '@mail.example'",
            ),
            ("token", "md5('t' || i)"),
            ("expires", "AT[i * 30 - 86400]"),
        ],
    ),
];

pub(super) const DRIZZLE: &[Rows] = &[
    rows(
        "\"user\"",
        "{n}",
        &[
            ("id", "ID[i]"),
            ("name", "'Person ' || i"),
            ("email", "'user' || (i * 7919 % {n}) || '@mail.example'"),
            (
                "emailVerified",
                "CASE WHEN i % 20 <> 0 THEN AT[i * 300] END",
            ),
        ],
    ),
    rows(
        "account",
        "{n}",
        &[
            ("userId", "ID[i]"),
            ("type", "'oidc'"),
            (
                "provider",
                "CASE WHEN i % 3 = 0 THEN 'google' ELSE 'github' END",
            ),
            ("providerAccountId", "'subject' || i"),
        ],
    ),
    rows(
        "session",
        "3 * {n}",
        &[
            ("sessionToken", "ID[i * 3 + 1]"),
            ("userId", "ID[i * 7919 % {n} + 1]"),
            ("expires", "AT[i * 7907 % 6000000 - 2592000]"),
        ],
    ),
    rows(
        "\"verificationToken\"",
        "{n} / 20",
        &[
            (
                "identifier",
                "'user' || (i * 20 * 7919 % {n}) || '@mail.example'",
            ),
            ("token", "ID[i]"),
            ("expires", "AT[i * 30 - 86400]"),
        ],
    ),
];
