//! Detaches from another library's directory: records it, and counts what goes; the tables go right after.

use serde::Serialize;

use super::{Action, Preview, Scene, Spec, Target};
use crate::db::{Conn, Int, sql};
use crate::error::{Error, Result};
use crate::model::{OperatorRole, counted};
use crate::store::Directory;

// Entries leave the audit at its beginning alone, so that its ends tell how many there are.
const HELD: &str = "SELECT (SELECT count(*) FROM {w}operators) AS operators,
    (SELECT count(*) FROM {w}policies) AS policies,
    coalesce((SELECT max(seq) FROM {w}audit) - (SELECT min(seq) FROM {w}audit) + 1, 0) AS audit";

/// Detaches from a directory that another library made.
///
/// Its entry is the last: whoever does it removes the bookkeeping by [`crate::db::migrate::remove`] when it is in.
#[derive(Clone, Copy, Debug)]
pub struct Detach;

/// What goes with the bookkeeping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detached {
    /// Operators.
    pub operators: i64,
    /// Policies that differ from the defaults.
    pub policies: i64,
    /// Entries of the audit.
    pub audit_entries: i64,
}

#[derive(sqlx::FromRow)]
struct Held {
    operators: Int,
    policies: Int,
    audit: Int,
}

async fn held(on: &mut impl Conn) -> Result<Detached> {
    let held: Held = on.one(sql(HELD)).await?;
    Ok(Detached {
        operators: held.operators.0,
        policies: held.policies.0,
        audit_entries: held.audit.0,
    })
}

impl Action for Detach {
    type Outcome = Detached;

    const SPEC: Spec = Spec::sensitive(
        "detach",
        OperatorRole::Admin,
        "Remove Wardroom's own tables from another library's database",
    )
    .by_person();

    async fn target(&self, _: &mut impl Conn, directory: &Directory) -> Result<Target> {
        let layout = directory.layout();
        if !layout.is_foreign() {
            return Err(Error::Unsupported {
                action: Self::SPEC.verb,
                layout: layout.name(),
                why: "it is Wardroom's own directory, whose accounts are in it; there is nothing to detach from",
            });
        }
        Ok(Target::Own {
            kind: "directory",
            id: layout.name().to_owned(),
        })
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        let held = held(on).await?;
        let entries = counted(held.audit_entries, ["audit entry goes", "audit entries go"]);
        Ok(Preview::default()
            .counted(held.operators, ["operator goes", "operators go"])
            .counted(held.policies, ["policy goes", "policies go"])
            .and("every session and token of operators ends")
            // The number is no part of what is compared: signing in elsewhere adds an entry meanwhile.
            .warn(format!(
                "{entries} with them; `wardroom audit export` keeps them"
            ))
            .left("the application's own tables stay as they are")
            .left("a worker that runs here finds nothing more to do; stop it"))
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<Detached> {
        held(scene.tx()).await
    }
}
