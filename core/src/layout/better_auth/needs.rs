//! The rights each action needs on PostgreSQL, on the tables it changes.

use crate::layout::foreign::Needs;
use crate::layout::foreign::Right::{Delete, Insert, Update};

pub(super) static NEEDS: &[(&str, Needs)] = &[
    ("users unlock", &[("ba_two_factor", &[Update])]),
    (
        "users disable",
        &[
            ("ba_user", &[Update]),
            ("ba_session", &[Delete]),
            ("ba_api_key", &[Update]),
        ],
    ),
    ("users enable", &[("ba_user", &[Update])]),
    ("users verify-email", &[("ba_user", &[Update])]),
    (
        "users mail-reset",
        &[("ba_verification", &[Insert, Delete])],
    ),
    ("sessions revoke", &[("ba_session", &[Delete])]),
    ("sessions revoke --all", &[("ba_session", &[Delete])]),
    (
        "factors reset",
        &[
            ("ba_user", &[Update]),
            ("ba_two_factor", &[Delete]),
            ("ba_passkey", &[Delete]),
            ("ba_session", &[Delete]),
            ("ba_verification", &[Delete]),
        ],
    ),
    (
        "passkeys remove",
        &[("ba_user", &[Update]), ("ba_passkey", &[Delete])],
    ),
    (
        "identities unlink",
        &[("ba_user", &[Update]), ("ba_account", &[Delete])],
    ),
    ("invitations revoke", &[("ba_invitation", &[Update])]),
    ("api-keys disable", &[("ba_api_key", &[Update])]),
    ("api-keys enable", &[("ba_api_key", &[Update])]),
    ("backup-codes issue", &[("ba_two_factor", &[Update])]),
];
