//! Ends every session of an operator; they may sign in again.

use serde::Serialize;

use super::target::{operator, operator_target};
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::Result;
use crate::model::OperatorRole;
use crate::store::{Directory, operator_sessions};

/// Ends every session of an operator.
#[derive(Clone, Debug)]
pub struct EndOperatorSessions {
    /// Whose, by name.
    pub name: String,
}

/// How many sessions ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OperatorSessionsEnded {
    /// How many lived.
    pub sessions: u64,
}

impl Action for EndOperatorSessions {
    type Outcome = OperatorSessionsEnded;

    const SPEC: Spec = Spec::plain(
        "operators sign-out",
        OperatorRole::Admin,
        "End every session of an operator",
    );

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        operator_target(on, &self.name).await
    }

    async fn preview(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
        _: &Target,
    ) -> Result<Preview> {
        let operator = operator(on, &self.name).await?;
        let live = operator_sessions::count_live(on, &operator.id, directory.now()).await?;
        Ok(Preview::of(format!(
            "{live} sessions of operator {} end",
            operator.name
        )))
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<OperatorSessionsEnded> {
        let operator = operator(scene.tx(), &self.name).await?;
        let now = scene.now();
        let sessions = operator_sessions::end_all(scene.tx(), &operator.id, now, "admin").await?;
        Ok(OperatorSessionsEnded { sessions })
    }
}
