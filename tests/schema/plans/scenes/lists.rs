//! The users list under every filter and sort, its count, and the audit's list.

use std::collections::BTreeSet;

use wardroom_core::Directory;
use wardroom_core::model::{UserFilter, UserSort};
use wardroom_core::store::AuditFilter;

use super::{Scene, scene};

const PAGE: usize = 50;

/// What an operator may type: rare things and common ones.
const FILTERS: [&str; 26] = [
    "",
    "status:active",
    "status:locked",
    "status:unverified",
    "status:invited",
    "status:disabled",
    "status:erased",
    "2fa:none",
    "2fa:totp",
    "2fa:key",
    "2fa:any",
    "seen:<1d",
    "seen:>1y",
    "created:<1d",
    "created:>1y",
    "role:CUSTOMER",
    "role:OWNER",
    "role:PLATFORM_ADMIN",
    "role:NOBODY",
    "tenant:tenant7",
    "tenant:tenant2001",
    "tenant:tenant2001 role:customer created:>1y",
    "tenant:nowhere",
    "user1",
    "user19999",
    "status:locked 2fa:none seen:<30d",
];

const SORTS: [UserSort; 6] = [
    UserSort::CreatedDown,
    UserSort::CreatedUp,
    UserSort::SeenDown,
    UserSort::SeenUp,
    UserSort::EmailUp,
    UserSort::EmailDown,
];

pub(super) fn all() -> Vec<(String, Scene)> {
    let mut scenes = vec![
        scene("estimate_users", |d, _| {
            Box::pin(async { assert!(d.estimate_users().await.unwrap() > 190_000) })
        }),
        scene("audit_head", |d, _| {
            Box::pin(async { drop(d.audit_head().await.unwrap()) })
        }),
    ];
    for text in FILTERS {
        for sort in SORTS {
            scenes.push(scene(format!("users [{text}] {sort:?}"), move |d, _| {
                Box::pin(users(d, text, sort))
            }));
        }
        scenes.push(scene(format!("count_users [{text}]"), move |d, _| {
            Box::pin(async move {
                d.count_users(&filter(d, text)).await.unwrap();
            })
        }));
    }
    scenes.extend(AUDITS.map(|(name, of)| {
        scene(format!("audit {name}"), move |d, _| {
            Box::pin(async move {
                let first = d.audit(&of(), None, PAGE).await.unwrap();
                d.audit(&of(), first.next, PAGE).await.unwrap();
            })
        })
    }));
    scenes
}

fn filter(directory: &Directory, text: &str) -> UserFilter {
    UserFilter::parse(text, directory.now()).unwrap()
}

async fn users(directory: &Directory, text: &str, sort: UserSort) {
    let filter = filter(directory, text);
    let first = directory.users(&filter, sort, None, PAGE).await.unwrap();
    let found = !matches!(text, "role:NOBODY" | "tenant:nowhere");
    assert_eq!(!first.rows.is_empty(), found, "{text} finds what it should");
    if let Some(next) = first.next {
        directory
            .users(&filter, sort, Some(&next), PAGE)
            .await
            .unwrap();
    }
}

type Of = fn() -> AuditFilter;

const AUDITS: [(&str, Of); 7] = [
    ("whole", AuditFilter::default),
    ("of a target", || AuditFilter {
        target: Some(("user", "target77".into())),
        ..AuditFilter::default()
    }),
    ("of nothing", || AuditFilter {
        target: Some(("user", "nobody".into())),
        ..AuditFilter::default()
    }),
    ("by a rare actor", || AuditFilter {
        actor: Some("rare".into()),
        ..AuditFilter::default()
    }),
    ("by a common actor", || AuditFilter {
        actor: Some("common".into()),
        ..AuditFilter::default()
    }),
    ("of a rare verb", || AuditFilter {
        verb: Some("factors reset".into()),
        ..AuditFilter::default()
    }),
    ("of a verb by nobody", || AuditFilter {
        verb: Some("sessions revoke".into()),
        actor: Some("nobody".into()),
        ..AuditFilter::default()
    }),
];

/// Pages through every short list by every sort: each user once, as many as the count says.
pub(in crate::plans) async fn every_sort_lists_the_same(directory: &Directory) {
    const SHORT: i64 = 2_500;
    for text in FILTERS {
        let filter = filter(directory, text);
        let count = directory.count_users(&filter).await.unwrap();
        if count > SHORT {
            continue;
        }
        for sort in SORTS {
            let (mut ids, mut next, mut listed) = (BTreeSet::new(), None, 0);
            loop {
                let page = directory
                    .users(&filter, sort, next.as_ref(), 700)
                    .await
                    .unwrap();
                listed += page.rows.len();
                ids.extend(page.rows.into_iter().map(|line| line.user.id));
                next = page.next;
                if next.is_none() {
                    break;
                }
            }
            assert_eq!(i64::try_from(listed).unwrap(), count, "[{text}] {sort:?}");
            assert_eq!(ids.len(), listed, "[{text}] {sort:?} lists somebody twice");
        }
    }
}
