//! One account: looked up and looked into; and the admin who acts on it.

use uuid::Uuid;
use wardroom_core::Directory;
use wardroom_core::action::{Action, ExportAudit, Given, perform, preview};
use wardroom_core::model::{
    Caller, Id, IdentifiedBy, OperatorId, Reason, SessionId, TimeCursor, TimelineCursor, UserId,
};

use super::{Scene, scene};

pub(in crate::plans) fn id(number: u64) -> Id {
    Id::Uuid(Uuid::from_u128(number.into()))
}

pub(in crate::plans) fn user(number: u64) -> UserId {
    UserId(id(number))
}

/// An admin who has just shown the second factor: the big database's first operator session.
pub(in crate::plans) fn admin() -> Caller {
    let (id, session) = (OperatorId(id(2)), Uuid::from_u128(1));
    Caller::Operator {
        id,
        name: "operator2".into(),
        session,
    }
}

pub(super) fn reason() -> Given {
    let reason = Reason {
        text: "asked for".into(),
        identified_by: Some(IdentifiedBy::Callback),
        ..Reason::default()
    };
    Given {
        reason: Some(reason),
        ..Given::default()
    }
}

/// Previews an action, then does it.
pub(super) async fn act(directory: &Directory, action: impl Action) {
    preview(directory, &action).await.unwrap();
    perform(directory, &admin(), &reason(), &action)
        .await
        .unwrap();
}

pub(super) fn all() -> Vec<(String, Scene)> {
    vec![
        scene("user", |d, round| {
            Box::pin(async move {
                assert!(d.user(&user(round)).await.unwrap().is_some());
            })
        }),
        scene("user_by_email", |d, round| {
            Box::pin(async move {
                let address = format!("User{}@example.test", round * 7919);
                assert!(d.user_by_email(&address).await.unwrap().is_some());
            })
        }),
        scene("find_user", |d, round| {
            Box::pin(async move {
                let named = id(round).to_string();
                assert!(d.find_user(&named).await.unwrap().is_some());
            })
        }),
        scene("sessions_of", |d, round| {
            Box::pin(async move {
                let user = user(1 + 3 * round);
                let page = d.sessions_of(&user, None, 1).await.unwrap();
                let from: Option<TimeCursor> = page.next;
                assert!(from.is_some());
                d.sessions_of(&user, from.as_ref(), 50).await.unwrap();
            })
        }),
        scene("published_keys", |d, _| {
            Box::pin(async move {
                d.published_keys().await.unwrap();
            })
        }),
        scene("live_sessions_of", |d, round| {
            Box::pin(async move {
                d.live_sessions_of(&user(1 + 3 * round)).await.unwrap();
            })
        }),
        scene("session", |d, round| {
            Box::pin(async move {
                assert!(d.session(&SessionId(id(round))).await.unwrap().is_some());
            })
        }),
        scene("factors_of", |d, round| {
            Box::pin(async move {
                assert!(!d.factors_of(&user(1 + 3 * round)).await.unwrap().is_empty());
            })
        }),
        scene("code_sets_of", |d, round| {
            Box::pin(async move {
                assert!(!d.code_sets_of(&user(round)).await.unwrap().is_empty());
            })
        }),
        scene("timeline", |d, round| {
            Box::pin(async move {
                let mut cursor = TimelineCursor::default();
                for _ in 0..2 {
                    let page = d.timeline(&user(1 + 5 * round), &cursor, 2).await.unwrap();
                    cursor = page.next.unwrap();
                }
            })
        }),
        scene("diagnosis", |d, round| {
            Box::pin(async move {
                d.diagnosis(&user(round)).await.unwrap();
            })
        }),
        scene("protection", |d, round| {
            Box::pin(async move {
                let own = Some("ana@ops.test");
                d.protection(&user(round), own).await.unwrap();
            })
        }),
        scene("recovery_status", |d, round| {
            Box::pin(async move {
                d.recovery_status(&user(round)).await.unwrap();
            })
        }),
        scene("export_audit: audit export", |d, round| {
            Box::pin(async move {
                let from = i64::try_from(198_000 + round).unwrap();
                let action = ExportAudit {
                    from: Some(from),
                    personal: true,
                };
                let permit = perform(d, &admin(), &reason(), &action)
                    .await
                    .unwrap()
                    .outcome;
                let mut lines = 0;
                let sink = |_: &str| -> wardroom_core::Result<()> {
                    lines += 1;
                    Ok(())
                };
                d.export_audit(&permit, sink).await.unwrap();
                assert!(lines > 1_000);
            })
        }),
    ]
}
