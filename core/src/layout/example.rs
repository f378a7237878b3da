//! Example Auth: its tables, its rows in our words, and what each change does there.

use async_trait::async_trait;

use super::foreign::Sort::{Id, Text, Time};
use super::foreign::{Foreign, Right, Told, Wanted, must};
use super::{Changes, Edit};
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::model::{EndedWhy, SessionId, UserId};

pub(super) static FOREIGN: Foreign = Foreign {
    name: "example",
    title: "Example Auth",
    tables: &[
        Wanted {
            name: "ex_user",
            app: "user",
            must: true,
            schema: None,
            columns: &[
                must("id", "id", Id),
                must("email", "email", Text),
                must("created_at", "createdAt", Time),
            ],
        },
        Wanted {
            name: "ex_session",
            app: "session",
            must: true,
            schema: None,
            columns: &[
                must("id", "id", Id),
                must("user_id", "userId", Id),
                must("ends", "endsAt", Time),
            ],
        },
    ],
    users: "ex_user",
    sessions: ("ex_session", "id"),
    signs_in: None,
    indexed: &[],
    told: &[
        Told {
            name: "user",
            base: "ex_user",
            from: &["{ex_user} x"],
            only: "TRUE",
            columns: &[
                ("id", &["{x.ex_user.id}"]),
                ("email", &["{x.ex_user.email}"]),
                ("email_normalized", &["{x.ex_user.email}"]),
                ("created_at", &["{@x.ex_user.created_at}"]),
            ],
        },
        Told {
            name: "session",
            base: "ex_session",
            from: &["{ex_session} x"],
            only: "TRUE",
            columns: &[
                ("id", &["{x.ex_session.id}"]),
                ("user_id", &["{x.ex_session.user_id}"]),
                ("expires_at", &["{@x.ex_session.ends}"]),
            ],
        },
    ],
    changes: &Example,
    refusal: |_, verb| match verb {
        "sessions revoke" | "sessions revoke --all" => None,
        _ => Some("it is not written for Example Auth"),
    },
    needs: &[
        ("sessions revoke", &[("ex_session", &[Right::Delete])]),
        ("sessions revoke --all", &[("ex_session", &[Right::Delete])]),
    ],
    check: None,
    keys: &["time_zone"],
    cautions: |_| Vec::new(),
};

const END: &str = "DELETE FROM {ex_session} WHERE {ex_session.id} = $1";
const END_ALL: &str = "DELETE FROM {ex_session} WHERE {ex_session.user_id} = $1";

struct Example;

#[async_trait]
impl Changes for Example {
    async fn end_session(
        &self,
        edit: &mut Edit<'_>,
        session: &SessionId,
        _: EndedWhy,
    ) -> Result<u64> {
        edit.tx.execute(sql(END).bind(&session.0)).await
    }

    async fn end_sessions_of(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        _: EndedWhy,
    ) -> Result<u64> {
        edit.tx.execute(sql(END_ALL).bind(&user.0)).await
    }
}
