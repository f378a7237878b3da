//! What hangs on one account: the roles it holds, the identities that sign in to it, what it is invited to.

use wardroom_core::model::{AccessCursor, AccessPart, AccessRow, Id, TimeCursor};

use super::accounts::{id, user};
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
        scene("access_of", |d, round| {
            Box::pin(async move {
                let (user, mut kinds) = (user(10 * round), Vec::new());
                let mut next = Some(AccessCursor::default());
                while let Some(from) = next {
                    let page = d.access_of(&user, &from, 1).await.unwrap();
                    kinds.extend(page.rows.iter().map(AccessRow::kind));
                    next = page.next;
                }
                assert!(kinds.starts_with(&["identity"]), "{kinds:?}");
                assert!(kinds.ends_with(&["membership", "membership"]), "{kinds:?}");
            })
        }),
        scene("access_part", |d, round| {
            Box::pin(async move {
                let after = |id: Id| TimeCursor { at: d.now(), id };
                for part in AccessPart::ALL {
                    let (user, after) = (user(round), after(id(round)));
                    d.access_part(&user, *part, None, 20).await.unwrap();
                    d.access_part(&user, *part, Some(&after), 20).await.unwrap();
                }
            })
        }),
    ]
}
