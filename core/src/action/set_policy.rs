//! Changes how long a sweep keeps rows, and when it runs.

use serde::Serialize;

use super::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::Result;
use crate::model::{OperatorRole, PolicyChange, PolicyTerms};
use crate::store::{Directory, policies};

/// Changes the policy of one sweep.
#[derive(Clone, Debug)]
pub struct SetPolicy {
    /// What changes, checked against the sweep.
    pub change: PolicyChange,
}

/// The policy before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicySet {
    /// Whose.
    pub sweep: &'static str,
    /// What held before.
    pub before: PolicyTerms,
    /// What holds now.
    pub after: PolicyTerms,
}

impl Action for SetPolicy {
    type Outcome = PolicySet;

    const SPEC: Spec = Spec::sensitive(
        "retention set",
        OperatorRole::Admin,
        "Change how long a sweep keeps rows, and when it runs",
    );

    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::Own {
            kind: "policy",
            id: self.change.sweep.to_owned(),
        })
    }

    async fn preview(&self, _: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        Ok(Preview {
            changes: self.change.changes.clone(),
            warnings: self.change.warnings.clone(),
            remains: self.change.remains.clone(),
        })
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<PolicySet> {
        let (at, by) = (scene.now(), scene.actor_name().to_owned());
        policies::write(scene.tx(), &self.change, at, &by).await?;
        for sentence in &self.change.remains {
            scene.remains(sentence.as_str());
        }
        Ok(PolicySet {
            sweep: self.change.sweep,
            before: self.change.before.clone(),
            after: self.change.after.clone(),
        })
    }
}
