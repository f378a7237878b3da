//! Keeping an identity: its tokens sealed to its own row.

use secrecy::{ExposeSecret, SecretString};

use super::ProvenIdentity;
use crate::crypto::keyring::Purpose;
use crate::crypto::sealed::{Place, Sealed};
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::flow::turn::Turn;
use crate::model::{Identity, IdentityId, UserId};
use crate::store::accounts::identities::{self, Said};

/// The label of a provider's tokens.
const LABEL: &str = "identity.tokens";

fn place(row: &[u8]) -> Place<'_> {
    Place {
        purpose: Purpose::ProviderToken,
        label: LABEL,
        row,
    }
}

impl Turn<'_> {
    /// Links it to `user`; `None` when the provider's account is linked already, to whomever.
    pub(super) async fn keep(
        &mut self,
        user: &UserId,
        proven: &ProvenIdentity,
    ) -> Result<Option<Identity>> {
        let id = IdentityId(self.fresh_id());
        let tokens = self.sealed(&id, proven)?;
        let said = said(proven, tokens.as_ref());
        let named = proven.named();
        if !identities::add(&mut self.edit(), &id, user, named, said).await? {
            return Ok(None);
        }
        Ok(Some(Identity {
            id,
            user_id: user.clone(),
            provider: proven.provider.clone(),
            subject: proven.subject.clone(),
            email: proven.email.clone(),
            email_verified: proven.email_verified,
            created_at: self.now,
            last_used_at: None,
        }))
    }

    /// Notes that it signed in, and what the provider said this time.
    pub(super) async fn used(&mut self, id: &IdentityId, proven: &ProvenIdentity) -> Result<()> {
        let tokens = self.sealed(id, proven)?;
        let said = said(proven, tokens.as_ref());
        identities::used(&mut self.edit(), id, said).await
    }

    fn sealed(&self, id: &IdentityId, proven: &ProvenIdentity) -> Result<Option<Sealed>> {
        let (row, entropy) = (id.0.to_bytes(), self.accounts.directory.entropy());
        let seal = |tokens: &SecretString| {
            let bytes = tokens.expose_secret().as_bytes();
            Sealed::seal(&self.accounts.ring, place(&row), bytes, entropy)
        };
        Ok(proven.tokens.as_ref().map(seal).transpose()?)
    }
}

fn said<'a>(proven: &'a ProvenIdentity, tokens: Option<&'a Sealed>) -> Said<'a> {
    Said {
        email: proven.email.as_deref(),
        email_verified: proven.email_verified,
        tokens,
    }
}

impl Accounts {
    /// The provider's tokens of one identity of `user`, as they were handed over last.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::Accounts, model::{IdentityId, UserId}};
    /// # async fn example(accounts: Accounts, user: UserId, id: IdentityId) -> wardroom_core::Result<()> {
    /// let tokens = accounts.provider_tokens(&user, &id).await?;
    /// # Ok(()) }
    /// ```
    pub async fn provider_tokens(
        &self,
        user: &UserId,
        id: &IdentityId,
    ) -> Result<Option<SecretString>> {
        let stored = identities::tokens(&mut self.directory.db(), id, user).await?;
        let Some(stored) = stored else {
            return Ok(None);
        };
        let row = id.0.to_bytes();
        let opened = Sealed::from_stored(stored)?.open(&self.ring, place(&row))?;
        let text = std::str::from_utf8(opened.expose_secret()).map_err(|_| Error::Corrupt {
            what: format!("the tokens of identity {id}"),
            why: "they are no text".to_owned(),
        })?;
        Ok(Some(text.into()))
    }
}
