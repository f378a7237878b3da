//! The rights each action needs on PostgreSQL, on the tables it changes.

use crate::layout::foreign::Needs;
use crate::layout::foreign::Right::{Delete, Insert, Update};

pub(super) static NEEDS: &[(&str, Needs)] = &[
    (
        "users disable",
        &[
            ("sb_user", &[Update]),
            ("sb_session", &[Delete]),
            ("sb_refresh", &[Delete]),
        ],
    ),
    ("users enable", &[("sb_user", &[Update])]),
    (
        "users verify-email",
        &[
            ("sb_user", &[Update]),
            ("sb_identity", &[Update]),
            ("sb_token", &[Delete]),
        ],
    ),
    (
        "users mail-reset",
        &[("sb_user", &[Update]), ("sb_token", &[Insert, Delete])],
    ),
    ("sessions revoke", &[("sb_session", &[Delete])]),
    (
        "sessions revoke --all",
        &[("sb_session", &[Delete]), ("sb_refresh", &[Delete])],
    ),
    (
        "factors reset",
        &[
            ("sb_user", &[Update]),
            ("sb_factor", &[Delete]),
            ("sb_passkey", &[Delete]),
            ("sb_session", &[Delete]),
            ("sb_refresh", &[Delete]),
            ("sb_token", &[Delete]),
            ("sb_flow", &[Delete]),
            ("sb_ceremony", &[Delete]),
        ],
    ),
    (
        "passkeys remove",
        &[
            ("sb_user", &[Update]),
            ("sb_passkey", &[Delete]),
            ("sb_factor", &[Delete]),
            ("sb_proof", &[Delete]),
            ("sb_session", &[Update]),
        ],
    ),
    (
        "identities unlink",
        &[("sb_user", &[Update]), ("sb_identity", &[Delete])],
    ),
];
