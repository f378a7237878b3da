//! What an operator does to an account, each on an account of its own in every round.

use wardroom_core::Directory;
use wardroom_core::action::codes::{
    FinishCodes, IssueFullSet, IssueOneTimeCode, VoidCodes, VoidPendingCodes,
};
use wardroom_core::action::user::{CreateUser, DisableUser, EnableUser, FreezeUser, UnlockUser};
use wardroom_core::action::{EndSession, EndSessions, ResetFactors, RevealUser, perform};
use wardroom_core::model::{CodeSetId, SessionId, UserId};

use super::accounts::{act, admin, id, reason, user};
use super::{Scene, scene};

/// An active, unlocked account of this scene and round.
fn active(scene: u64, round: u64) -> UserId {
    user(scene * 10_000 + 10 * round + 6)
}

async fn issue(directory: &Directory, user: UserId) -> CodeSetId {
    let action = IssueOneTimeCode { user };
    perform(directory, &admin(), &reason(), &action)
        .await
        .unwrap()
        .outcome
        .set
}

pub(super) fn all() -> Vec<(String, Scene)> {
    [accounts(), codes()].into_iter().flatten().collect()
}

fn accounts() -> Vec<(String, Scene)> {
    vec![
        scene("action: sessions revoke", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    EndSession {
                        session: SessionId(id(100 * round + 1)),
                    },
                )
                .await;
            })
        }),
        scene("action: sessions revoke --all", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    EndSessions {
                        user: active(3, round),
                    },
                )
                .await;
            })
        }),
        scene("action: users create", |d, round| {
            Box::pin(async move {
                let address = format!("new{round}@example.test");
                act(d, CreateUser::new(d, &address, None).unwrap()).await;
            })
        }),
        scene("action: users unlock", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    UnlockUser {
                        user: user(1_000 * round + 4),
                    },
                )
                .await;
            })
        }),
        scene("action: users disable", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    DisableUser {
                        user: active(4, round),
                    },
                )
                .await;
            })
        }),
        scene("action: users enable", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    EnableUser {
                        user: user(200 * round + 1),
                    },
                )
                .await;
            })
        }),
        scene("action: users freeze", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    FreezeUser {
                        user: active(5, round),
                    },
                )
                .await;
            })
        }),
        scene("action: users show", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    RevealUser {
                        user: active(6, round),
                    },
                )
                .await;
            })
        }),
        scene("action: factors reset", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    ResetFactors {
                        user: active(7, round),
                    },
                )
                .await;
            })
        }),
    ]
}

fn codes() -> Vec<(String, Scene)> {
    vec![
        scene("action: recovery-codes issue", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    IssueOneTimeCode {
                        user: active(8, round),
                    },
                )
                .await;
            })
        }),
        scene("action: recovery-codes issue --full", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    IssueFullSet {
                        user: active(9, round),
                    },
                )
                .await;
            })
        }),
        scene("action: recovery-codes finish", |d, round| {
            Box::pin(async move {
                let user = active(10, round);
                let set = issue(d, user.clone()).await;
                act(d, FinishCodes { user, set }).await;
            })
        }),
        scene("action: recovery-codes void", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    VoidCodes {
                        user: active(11, round),
                    },
                )
                .await;
            })
        }),
        scene("action: recovery-codes void --pending", |d, round| {
            Box::pin(async move {
                let user = active(12, round);
                issue(d, user.clone()).await;
                act(d, VoidPendingCodes { user }).await;
            })
        }),
    ]
}
