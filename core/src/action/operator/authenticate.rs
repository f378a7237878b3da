//! Automation's way in: the text of a service token makes a caller.

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::model::{Caller, Id, Refusal};
use crate::store::{Directory, service_tokens};

/// The caller of a service token that counts; every action checks it again, and what it may do.
pub async fn authenticate(directory: &Directory, token: &Token) -> Result<Caller> {
    let refused = || Error::Refused {
        action: "a service token",
        refusal: Refusal::TokenRefused,
    };
    let found = service_tokens::by_hash(&mut directory.db(), &token.hash()).await?;
    let live = found.filter(|t| t.is_live(directory.now()));
    let token = live.ok_or_else(refused)?;
    service_tokens::used(&mut directory.db(), &token.id, directory.now()).await?;
    let Id::Uuid(id) = token.id else {
        return Err(refused());
    };
    Ok(Caller::Service {
        id,
        name: token.name,
    })
}
