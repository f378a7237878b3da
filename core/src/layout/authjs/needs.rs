//! The rights each action needs on PostgreSQL, on the tables it changes.

use crate::layout::foreign::Needs;
use crate::layout::foreign::Right::{Delete, Insert, Update};

pub(super) static NEEDS: &[(&str, Needs)] = &[
    ("users verify-email", &[("as_user", &[Update])]),
    ("users mail-reset", &[("as_token", &[Insert, Delete])]),
    ("sessions revoke", &[("as_session", &[Delete])]),
    ("sessions revoke --all", &[("as_session", &[Delete])]),
    (
        "identities unlink",
        &[("as_user", &[Update]), ("as_account", &[Delete])],
    ),
];
