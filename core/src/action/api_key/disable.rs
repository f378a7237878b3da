//! Stops an API key from being taken; it stays, and can be let again.

use serde::Serialize;

use super::found;
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::Result;
use crate::model::{ApiKeyId, OperatorRole};
use crate::store::Directory;

/// Stops an API key from being taken.
#[derive(Clone, Debug)]
pub struct DisableApiKey {
    /// Which.
    pub key: ApiKeyId,
}

/// The key that is taken no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApiKeyDisabled {
    /// Which key.
    pub key: ApiKeyId,
}

const UNCHANGED: &str = "the stopping of API key";

impl Action for DisableApiKey {
    type Outcome = ApiKeyDisabled;

    const SPEC: Spec = Spec::plain(
        "api-keys disable",
        OperatorRole::Support,
        "Stop an API key from being taken; `api-keys enable` lets it again",
    );

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        found::target(on, &self.key).await
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        let key = found::key(on, &self.key).await?;
        if !key.enabled {
            return Err(found::unchanged(UNCHANGED, &self.key));
        }
        Ok(Preview::of(format!(
            "{} is taken no more",
            found::named(&key)
        )))
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<ApiKeyDisabled> {
        let changes = scene.directory().layout().changes();
        let mut edit = scene.edit();
        if changes.disable_api_key(&mut edit, &self.key).await? == 0 {
            return Err(found::unchanged(UNCHANGED, &self.key));
        }
        Ok(ApiKeyDisabled {
            key: self.key.clone(),
        })
    }
}
