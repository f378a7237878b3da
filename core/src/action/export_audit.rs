//! Exports the audit: the action records it and gives the permit, [`Directory::export_audit`] writes the lines.

use super::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{OperatorRole, Refusal};
use crate::store::{Directory, ExportPermit};

/// Exports the audit as JSON lines.
#[derive(Clone, Debug, Default)]
pub struct ExportAudit {
    /// The first entry; all of them if absent.
    pub from: Option<i64>,
    /// Whether the personal parts are shown; needs a reason.
    pub personal: bool,
}

impl Action for ExportAudit {
    type Outcome = ExportPermit;

    const SPEC: Spec = Spec::plain(
        "audit export",
        OperatorRole::Auditor,
        "Export the audit; with its personal parts for a reason",
    );

    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::Own {
            kind: "audit",
            id: self.from.unwrap_or(1).to_string(),
        })
    }

    async fn preview(&self, _: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        Ok(Preview::default())
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<ExportPermit> {
        let reason = scene.reason.filter(|reason| !reason.text.trim().is_empty());
        if self.personal && reason.is_none() {
            return Err(Error::Refused {
                action: Self::SPEC.verb,
                refusal: Refusal::ReasonMissing,
            });
        }
        Ok(ExportPermit::new(self.from, self.personal))
    }
}
