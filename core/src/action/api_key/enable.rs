//! Lets an API key that was stopped be taken again.

use serde::Serialize;

use super::found;
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::Result;
use crate::model::{ApiKeyId, OperatorRole};
use crate::store::Directory;

/// Lets an API key be taken again.
#[derive(Clone, Debug)]
pub struct EnableApiKey {
    /// Which.
    pub key: ApiKeyId,
}

/// The key that is taken again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApiKeyEnabled {
    /// Which key.
    pub key: ApiKeyId,
}

const UNCHANGED: &str = "the opening of API key";

impl Action for EnableApiKey {
    type Outcome = ApiKeyEnabled;

    const SPEC: Spec = Spec::sensitive(
        "api-keys enable",
        OperatorRole::Support,
        "Let an API key be taken again",
    );

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        found::target(on, &self.key).await
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        let key = found::key(on, &self.key).await?;
        if key.enabled {
            return Err(found::unchanged(UNCHANGED, &self.key));
        }
        Ok(Preview::of(format!(
            "{} is taken again",
            found::named(&key)
        )))
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<ApiKeyEnabled> {
        let changes = scene.directory().layout().changes();
        let mut edit = scene.edit();
        if changes.enable_api_key(&mut edit, &self.key).await? == 0 {
            return Err(found::unchanged(UNCHANGED, &self.key));
        }
        Ok(ApiKeyEnabled {
            key: self.key.clone(),
        })
    }
}
