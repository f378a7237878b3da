//! The first phase, whatever the kind: a set is stored that does not count yet, and its codes are shown once.

use std::time::Duration;

use serde::Serialize;

use crate::action::{Preview, Scene, Target, subject};
use crate::crypto::recovery_code::{IssuedSet, RecoveryCode};
use crate::db::Conn;
use crate::error::Result;
use crate::layout::NewCodeSet;
use crate::model::{CodeSetId, CodeSetKind, Ts, UserId};
use crate::store::{Directory, impact};

/// How many codes a full set has.
pub const FULL_SET: usize = 10;

/// How long the one-time code counts.
pub const ONE_TIME_LIFE: Duration = Duration::from_hours(24);

/// A set that waits to be finished; the audit keeps what it is, never a code.
#[derive(Clone, Debug, Serialize)]
pub struct CodesIssued {
    /// Which set.
    pub set: CodeSetId,
    /// What its codes open.
    pub kind: CodeSetKind,
    /// How many there are.
    pub count: usize,
    /// When it stops counting by itself.
    pub expires_at: Option<Ts>,
    /// The codes, to be shown once.
    #[serde(skip)]
    pub codes: Vec<RecoveryCode>,
}

pub(super) async fn preview(
    on: &mut impl Conn,
    directory: &Directory,
    user: &UserId,
    kind: CodeSetKind,
) -> Result<Preview> {
    let user = subject(on, user).await?;
    let impact = impact::of(on, directory, &user.id).await?;
    let issued = match kind {
        CodeSetKind::Full => "10 codes are shown once; each signs in once",
        CodeSetKind::OneTime => "1 code is shown once; within 24 hours it opens re-enrolment only",
    };
    let preview = Preview::of(issued)
        .counted(
            impact.pending_sets,
            [
                "set that nobody finished is voided",
                "sets that nobody finished are voided",
            ],
        )
        .warned(impact::cautions(on, directory, &user).await?)
        .left("nothing counts before you finish; then the set before is void");
    Ok(preview)
}

pub(super) async fn make(directory: &Directory, kind: CodeSetKind) -> Result<Option<IssuedSet>> {
    let count = match kind {
        CodeSetKind::Full => FULL_SET,
        CodeSetKind::OneTime => 1,
    };
    let made = IssuedSet::generate_blocking(count, directory.entropy()).await?;
    Ok(Some(made))
}

pub(super) async fn issue(
    scene: &mut Scene<'_>,
    target: &Target,
    kind: CodeSetKind,
) -> Result<CodesIssued> {
    let user = scene.user(target).await?;
    let directory = scene.directory().clone();
    let expires_at = match kind {
        CodeSetKind::Full => None,
        CodeSetKind::OneTime => Some(scene.now().plus(ONE_TIME_LIFE)),
    };
    let issued = scene.codes()?;
    let set = NewCodeSet {
        id: CodeSetId(directory.fresh_id()),
        user: user.id,
        kind,
        salt: issued.salt.as_bytes().to_vec(),
        hashes: issued.hashes.iter().map(|h| *h.as_bytes()).collect(),
        expires_at,
        issued_by: Some(scene.actor_id().to_owned()),
    };
    let changes = directory.layout().changes();
    changes.add_code_set(&mut scene.edit(), &set).await?;
    scene.remains("the codes count once you finish; until then the ones before do");
    Ok(CodesIssued {
        set: set.id,
        kind,
        count: issued.codes.len(),
        expires_at,
        codes: issued.codes,
    })
}
