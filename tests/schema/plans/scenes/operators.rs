//! Operators and their tokens: looked up, listed, acted on, signed out.

use std::time::Duration;

use secrecy::SecretString;
use wardroom_core::action::operator::{
    CreateOperator, CreateToken, DisableOperator, EnableOperator, EndOperatorSessions,
    ReissueEnrolment, RevokeToken, SetOperatorRole, authenticate, begin_enrolment, resume,
    sign_out,
};
use wardroom_core::action::{Detach, perform};
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::model::{Caller, OperatorId, OperatorRole};

use super::accounts::{act, admin, id, reason};
use super::{Scene, scene};

fn named(round: u64) -> String {
    format!("operator{}", 100 + round)
}

pub(super) fn all() -> Vec<(String, Scene)> {
    [reads(), actions()].into_iter().flatten().collect()
}

fn reads() -> Vec<(String, Scene)> {
    vec![
        scene("operators", |d, _| {
            Box::pin(async { assert!(d.operators().await.unwrap().len() > 100) })
        }),
        scene("operator", |d, round| {
            Box::pin(async move {
                assert!(d.operator(&named(round)).await.unwrap().is_some());
            })
        }),
        scene("operator_sessions", |d, round| {
            Box::pin(async move {
                d.operator_sessions(&OperatorId(id(round))).await.unwrap();
            })
        }),
        scene("service_tokens", |d, _| {
            Box::pin(async { drop(d.service_tokens().await.unwrap()) })
        }),
        scene("service_token", |d, _| {
            Box::pin(async {
                assert!(d.service_token("nobody").await.unwrap().is_none());
            })
        }),
        scene("resume and authenticate", |d, _| {
            Box::pin(async {
                let token = |kind| Token::generate(kind, d.entropy());
                resume(d, &token(TokenKind::OperatorSession))
                    .await
                    .unwrap_err();
                authenticate(d, &token(TokenKind::Service))
                    .await
                    .unwrap_err();
            })
        }),
        scene("begin_enrolment that fails", |d, round| {
            Box::pin(async move {
                let (name, code) = (format!("stranger{round}"), SecretString::from("ABCD-EFGH"));
                let password = SecretString::from("a long enough passphrase 7");
                assert!(begin_enrolment(d, &name, &code, password).await.is_err());
            })
        }),
        scene("sign_out", |d, round| {
            Box::pin(async move {
                let caller = Caller::Operator {
                    id: OperatorId(id(1 + (50 + round) % 200)),
                    name: "operator".into(),
                    session: uuid::Uuid::from_u128((50 + round).into()),
                };
                sign_out(d, &caller).await.unwrap();
            })
        }),
    ]
}

fn actions() -> Vec<(String, Scene)> {
    vec![
        scene("action: detach", |d, _| {
            Box::pin(async move {
                // Refused on an own directory, however large; beside another library's it counts what is Wardroom's own.
                perform(d, &admin(), &reason(), &Detach).await.unwrap_err();
            })
        }),
        scene("action: operators create", |d, round| {
            Box::pin(async move {
                let name = format!("new{round}");
                act(
                    d,
                    CreateOperator {
                        name,
                        email: None,
                        role: OperatorRole::Support,
                    },
                )
                .await;
            })
        }),
        scene("action: operators sign-out", |d, round| {
            Box::pin(async move {
                act(d, EndOperatorSessions { name: named(round) }).await;
            })
        }),
        scene("action: operators role", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    SetOperatorRole {
                        name: named(round),
                        role: OperatorRole::Support,
                    },
                )
                .await;
            })
        }),
        scene("action: operators disable", |d, round| {
            Box::pin(async move {
                act(d, DisableOperator { name: named(round) }).await;
            })
        }),
        scene("action: operators enable", |d, round| {
            Box::pin(async move {
                act(d, EnableOperator { name: named(round) }).await;
            })
        }),
        scene("action: operators reissue", |d, round| {
            Box::pin(async move {
                act(d, ReissueEnrolment { name: named(round) }).await;
            })
        }),
        scene("action: operators tokens create", |d, round| {
            Box::pin(async move {
                let (name, life) = (format!("token{round}"), Duration::from_hours(24));
                let actions = vec!["sessions revoke".into()];
                let role = OperatorRole::Support;
                act(
                    d,
                    CreateToken {
                        name,
                        role,
                        actions,
                        may_do_sensitive: false,
                        life,
                    },
                )
                .await;
            })
        }),
        scene("action: operators tokens revoke", |d, round| {
            Box::pin(async move {
                act(
                    d,
                    RevokeToken {
                        name: format!("token{round}"),
                    },
                )
                .await;
            })
        }),
    ]
}
