//! What hangs on one account: the roles it holds, the identities that sign in to it.

use super::accounts::user;
use super::{Scene, scene};

pub(super) fn all() -> Vec<(String, Scene)> {
    vec![
        scene("memberships_of", |d, round| {
            Box::pin(async move {
                assert!(!d.memberships_of(&user(round)).await.unwrap().is_empty());
            })
        }),
        scene("identities_of", |d, round| {
            Box::pin(async move {
                assert!(!d.identities_of(&user(round)).await.unwrap().is_empty());
            })
        }),
    ]
}
