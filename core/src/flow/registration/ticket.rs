//! The ticket of a registration: whoever holds it chose the password that waits, sealed, for the address to be proved.

use secrecy::ExposeSecret;

use crate::crypto::keyring::Purpose;
use crate::crypto::sealed::{Place, Sealed};
use crate::crypto::token::{Token, TokenKind};
use crate::error::{Error, Result};
use crate::flow::registration::Registered;
use crate::flow::turn::Turn;
use crate::model::{ChallengeKind, Id, UserId};
use crate::store::accounts::challenges::{self, NewChallenge};

const LABEL: &str = "challenge.password";

fn place(row: &[u8]) -> Place<'_> {
    Place {
        purpose: Purpose::Challenge,
        label: LABEL,
        row,
    }
}

impl Turn<'_> {
    /// Hands out a ticket; without a `user` it opens nothing and looks the same.
    pub(super) async fn ticket(
        &mut self,
        user: Option<&UserId>,
        hash: Option<&str>,
    ) -> Result<Registered> {
        let (accounts, id) = (self.accounts, self.fresh_id());
        let entropy = accounts.directory.entropy();
        let row = id.to_bytes();
        let sealed = hash
            .map(|hash| Sealed::seal(&accounts.ring, place(&row), hash.as_bytes(), entropy))
            .transpose()
            .map_err(Error::from)?;
        let ticket = Token::generate(TokenKind::Plain, entropy);
        let settings = &accounts.settings;
        // Long enough for a second code, sent when the first was given up.
        let expires_at = self
            .now
            .plus(settings.challenge_life + settings.verification_life);
        let new = NewChallenge {
            id: &id,
            user,
            kind: ChallengeKind::Registration,
            token: ticket.hash(),
            aal: 1,
            factor_at: None,
            state: sealed.as_ref().map(|s| (s.as_bytes(), s.key_version().0)),
            expires_at,
        };
        challenges::begin(&mut self.edit(), new).await?;
        Ok(Registered { ticket, expires_at })
    }

    /// The hash of the password chosen with `ticket`, if it is this user's and still counts; it is used up.
    pub(in crate::flow) async fn redeem(
        &mut self,
        ticket: Option<&Token>,
        user: &UserId,
    ) -> Result<Redeemed> {
        let Some(ticket) = ticket else {
            return Ok(Redeemed::Nothing);
        };
        let kind = ChallengeKind::Registration;
        let found = challenges::by_token(&mut self.tx, kind, ticket.hash()).await?;
        let now = self.now;
        let Some(open) = found.filter(|c| c.user_id.as_ref() == Some(user) && c.is_open(now))
        else {
            return Ok(Redeemed::Nothing);
        };
        if !challenges::spend(&mut self.edit(), &open.id).await? {
            return Ok(Redeemed::Nothing);
        }
        self.chosen(&open.id).await
    }

    async fn chosen(&mut self, id: &Id) -> Result<Redeemed> {
        let Some(sealed) = challenges::state(&mut self.tx, id).await? else {
            return Ok(Redeemed::Ticket(None));
        };
        let ring = &self.accounts.ring;
        let opened = Sealed::from_stored(sealed)?.open(ring, place(&id.to_bytes()))?;
        let text = std::str::from_utf8(opened.expose_secret()).map_err(|_| Error::Corrupt {
            what: format!("challenge {id}"),
            why: "its password hash is not text".to_owned(),
        })?;
        Ok(Redeemed::Ticket(Some(text.to_owned())))
    }
}

/// What a ticket was worth.
pub(in crate::flow) enum Redeemed {
    /// There was none, or it is somebody else's, used or over.
    Nothing,
    /// Whoever answers registered, and chose this password's hash.
    Ticket(Option<String>),
}
