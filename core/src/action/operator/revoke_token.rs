//! Revokes a service token.

use serde::Serialize;

use super::target::token;
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{OperatorRole, Ts};
use crate::store::{Directory, service_tokens};

/// Revokes a service token.
#[derive(Clone, Debug)]
pub struct RevokeToken {
    /// Which, by name.
    pub name: String,
}

/// When a token stopped counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TokenRevoked {
    /// Now.
    pub revoked_at: Ts,
}

impl Action for RevokeToken {
    type Outcome = TokenRevoked;

    const SPEC: Spec = Spec::plain(
        "operators tokens revoke",
        OperatorRole::Admin,
        "Revoke a service token",
    );

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        let token = token(on, &self.name).await?;
        Ok(Target::Own {
            kind: "service_token",
            id: token.id.to_string(),
        })
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        let token = token(on, &self.name).await?;
        Ok(Preview::of(format!("service token {} stops", token.name)))
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<TokenRevoked> {
        let token = token(scene.tx(), &self.name).await?;
        let now = scene.now();
        if service_tokens::revoke(scene.tx(), &token.id, now).await? == 0 {
            return Err(Error::Conflict {
                what: "the revocation of",
                value: token.name,
            });
        }
        Ok(TokenRevoked { revoked_at: now })
    }
}
