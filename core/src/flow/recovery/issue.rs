//! Issuing recovery codes: ten, shown once; those from before are void.

use serde_json::json;

use crate::crypto::recovery_code::{IssuedSet, RecoveryCode};
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::layout::NewCodeSet;
use crate::model::{CodeSetId, CodeSetKind, EventKind, MailTemplate, User};

const VERB: &str = "issue recovery codes";

/// How many codes a full set has.
pub(in crate::flow) const FULL_SET: usize = 10;

impl Accounts {
    /// Issues ten recovery codes to the holder of `session`, to be shown once; those from before are void.
    ///
    /// Needs a step-up, and a second factor for which the codes stand in.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, Visit}};
    /// use secrecy::ExposeSecret;
    /// # async fn issue(accounts: Accounts, session: &Token, visit: &Visit) -> wardroom_core::Result<()> {
    /// for code in accounts.issue_recovery_codes(session, visit).await? {
    ///     println!("{}", code.grouped().expose_secret());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn issue_recovery_codes(
        &self,
        session: &Token,
        visit: &Visit,
    ) -> Result<Vec<RecoveryCode>> {
        // Asked before ten hashes are computed, and again when their time has passed.
        self.turn().await?.entitled(session).await?;
        let issued = IssuedSet::generate_blocking(FULL_SET, self.directory.entropy()).await?;
        let mut turn = self.turn().await?;
        let holder = turn.entitled(session).await?;
        let about = About::session(&holder.who.user.id, &holder.session.id);
        let codes = turn
            .store_codes(&holder.who.user, issued, about, visit)
            .await?;
        turn.commit().await?;
        Ok(codes)
    }
}

impl Turn<'_> {
    async fn entitled(&mut self, session: &Token) -> Result<crate::flow::holder::Holder> {
        let holder = self.proven(VERB, session).await?;
        if !holder.who.has_factor() {
            let why = "they stand in for a second factor; enrol one first";
            return Err(Error::invalid("recovery codes", why));
        }
        Ok(holder)
    }

    /// Stores a set that counts from now on, and tells the user.
    pub(in crate::flow) async fn store_codes(
        &mut self,
        user: &User,
        issued: IssuedSet,
        about: About<'_>,
        visit: &Visit,
    ) -> Result<Vec<RecoveryCode>> {
        let set = NewCodeSet {
            id: CodeSetId(self.fresh_id()),
            user: user.id.clone(),
            kind: CodeSetKind::Full,
            salt: issued.salt.as_bytes().to_vec(),
            hashes: issued.hashes.iter().map(|h| *h.as_bytes()).collect(),
            expires_at: None,
            issued_by: None,
        };
        let changes = self.accounts.directory.layout().changes();
        changes.add_code_set(&mut self.edit(), &set).await?;
        changes
            .activate_code_set(&mut self.edit(), &user.id, &set.id)
            .await?;
        let detail = json!({ "set": set.id, "codes": issued.codes.len() });
        self.event(EventKind::CodesIssued, about, visit, detail)
            .await?;
        let told = json!({ "kind": set.kind });
        self.tell(user, MailTemplate::RecoveryCodesIssued, told)
            .await?;
        Ok(issued.codes)
    }
}
