//! Recognising a typed code, and using it up: as the answer of a sign-in, or beside something else.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::crypto::recovery_code::{CodeHash, CodeSalt, RecoveryCode, find_blocking};
use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::answer::Admitted;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{ChallengeKind, CodeSetKind, EventKind, MailTemplate, User};
use crate::store::accounts::codes::{self, UnusedCode};

/// The salt that is hashed with where there is nothing to compare with.
const NO_SALT: [u8; 16] = [0; 16];

/// What a code of this kind is called in events.
const fn called(kind: CodeSetKind) -> &'static str {
    match kind {
        CodeSetKind::Full => "recovery_code",
        CodeSetKind::OneTime => "one_time_code",
    }
}

impl Accounts {
    /// Answers a sign-in that waits for a second factor with a code of `kind`; the turn that comes along has not been
    /// committed.
    pub(in crate::flow) async fn answer_with_code(
        &self,
        verb: &'static str,
        challenge: &Token,
        typed: &SecretString,
        kind: CodeSetKind,
        visit: &Visit,
    ) -> Result<(Turn<'_>, Admitted)> {
        let waits = ChallengeKind::SecondFactor;
        let (turn, admitted) = self.admit(verb, waits, challenge, visit).await?;
        let user = &admitted.who.user;
        let mut turn = turn.take_code(verb, user, typed, kind, visit).await?;
        turn.answered(verb, &admitted).await?;
        Ok((turn, admitted))
    }

    /// Which of `unused` was typed, if they are of `kind`; one hash whatever is there, before any transaction.
    async fn find_code(
        &self,
        typed: &SecretString,
        kind: CodeSetKind,
        unused: Vec<UnusedCode>,
    ) -> Result<Option<UnusedCode>> {
        let Ok(typed) = RecoveryCode::parse(typed.expose_secret()) else {
            return Ok(None);
        };
        let mut unused: Vec<UnusedCode> = unused.into_iter().filter(|c| c.kind == kind).collect();
        let salt = unused.first().map_or(&NO_SALT[..], |c| c.salt.as_slice());
        let salt = CodeSalt::from_stored(salt)?;
        let hashes = unused.iter().map(|c| CodeHash::from_stored(&c.code_hash));
        let hashes = hashes.collect::<Result<Vec<_>, _>>()?;
        let found = find_blocking(typed, salt, hashes).await?;
        Ok(found.map(|at| unused.swap_remove(at)))
    }
}

impl<'a> Turn<'a> {
    /// Keeps that a try was counted, and uses up the code that was typed in another turn; refused where it is none.
    ///
    /// Telling which code it is takes a slow hash, and no transaction waits for one.
    pub(in crate::flow) async fn take_code(
        mut self,
        verb: &'static str,
        user: &User,
        typed: &SecretString,
        kind: CodeSetKind,
        visit: &Visit,
    ) -> Result<Turn<'a>> {
        let (accounts, about) = (self.accounts, About::user(&user.id));
        let unused = codes::counting(&mut self.edit(), &user.id).await?;
        self.commit().await?;
        let found = accounts.find_code(typed, kind, unused).await?;
        let mut turn = accounts.turn().await?;
        if turn.use_code(user, found, about, visit).await? {
            return Ok(turn);
        }
        turn.wrong_factor(verb, about, called(kind), visit).await
    }

    /// Uses the code up, writes the event and tells the user; false when there is none, or it was used just now.
    async fn use_code(
        &mut self,
        user: &User,
        code: Option<UnusedCode>,
        about: About<'_>,
        visit: &Visit,
    ) -> Result<bool> {
        let Some(code) = code else {
            return Ok(false);
        };
        if !codes::spend(&mut self.edit(), &code).await? {
            return Ok(false);
        }
        let left = codes::counting(&mut self.edit(), &user.id).await?.len();
        let detail = json!({ "set": code.set_id, "kind": code.kind, "remaining": left });
        self.event(EventKind::CodeUsed, about, visit, detail)
            .await?;
        let told = json!({ "remaining": left });
        self.tell(user, MailTemplate::RecoveryCodeUsed, told)
            .await?;
        Ok(true)
    }
}
