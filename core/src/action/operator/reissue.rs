//! Sends an operator back to enrolment: what is left to do when their phone is lost.

use super::bootstrap::enrolment_code;
use super::create::EnrolmentIssued;
use super::target::{keep_an_admin, operator, operator_target};
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::crypto::recovery_code::IssuedSet;
use crate::db::Conn;
use crate::error::Result;
use crate::model::OperatorRole;
use crate::store::{Directory, operator_factors, operator_sessions, operators};

/// Takes an operator's password, factor, codes and sessions away and gives a new enrolment code.
#[derive(Clone, Debug)]
pub struct ReissueEnrolment {
    /// Whose, by name.
    pub name: String,
}

impl Action for ReissueEnrolment {
    type Outcome = EnrolmentIssued;

    const SPEC: Spec = Spec::on_request(
        "operators reissue",
        OperatorRole::Admin,
        "Send an operator back to enrolment with a new one-time code",
    )
    .by_person();

    async fn codes(&self, directory: &Directory) -> Result<Option<IssuedSet>> {
        let set = IssuedSet::generate_blocking(1, directory.entropy()).await?;
        Ok(Some(set))
    }

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
            "password, second factor and recovery codes of {} go",
            operator.name
        ))
        .and(format!("{live} of their sessions end")))
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<EnrolmentIssued> {
        let operator = operator(scene.tx(), &self.name).await?;
        keep_an_admin(scene, &operator, Self::SPEC.verb).await?;
        let (code, enrol) = enrolment_code(scene.codes()?, scene.now())?;
        let (now, expires_at) = (scene.now(), enrol.expires_at);
        operators::reissue(scene.tx(), &operator.id, enrol).await?;
        operator_factors::remove_all(scene.tx(), &operator.id).await?;
        operator_sessions::end_all(scene.tx(), &operator.id, now, "reissued").await?;
        Ok(EnrolmentIssued {
            operator: operator.id,
            name: operator.name,
            role: operator.role,
            expires_at,
            code,
        })
    }
}
