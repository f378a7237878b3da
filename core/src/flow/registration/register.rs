//! Registering: the same answer and the same work whether or not the address has an account.

use secrecy::SecretString;
use serde_json::json;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::mail::Letter;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{
    EventKind, MailTemplate, NewUser, Ts, User, UserId, UserStatus, normalize_email,
};
use crate::store::accounts::{addresses, users};

/// Who wants an account.
#[derive(Clone)]
pub struct Registration {
    /// The address, which is proved before anything counts.
    pub email: String,
    /// The password chosen; without one, the account is signed in to by mail or passkey.
    pub password: Option<SecretString>,
    /// The name shown.
    pub display_name: Option<String>,
}

// Not even the address: people type passwords where addresses belong.
impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Registration(…)")
    }
}

/// What everybody who registers is handed.
#[derive(Debug)]
pub struct Registered {
    /// What makes the password count once the address is proved; keep it where the session's credential would go.
    pub ticket: Token,
    /// Until when it does.
    pub expires_at: Ts,
}

impl Accounts {
    /// Registers an address, and mails it the code that [`Accounts::verify_code`] takes.
    ///
    /// The answer is the same for an address that has an account; its owner is told by mail instead. The password
    /// waits, sealed, until the address is proved by whoever holds the ticket: before that no password opens the
    /// account, so that nobody can plant one in an address that is not theirs.
    ///
    /// [`Error::Invalid`] for what cannot be an address, or a password against the rules; refused with
    /// [`Refusal::Wait`](crate::model::Refusal::Wait) where its network asked for `network_requests` within an hour.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Registration, Visit};
    /// # async fn example(accounts: &Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// let dora = Registration {
    ///     email: "dora@mail.example".into(),
    ///     password: Some("a quiet night on the bridge".into()),
    ///     display_name: None,
    /// };
    /// let registered = accounts.register(dora, visit).await?;
    /// let typed = "123456";
    /// let ticket = Some(&registered.ticket);
    /// accounts.verify_code("dora@mail.example", typed, ticket, visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn register(&self, new: Registration, visit: &Visit) -> Result<Registered> {
        let normalized = address(&new.email)?;
        self.within_limit(VERB, self.settings.network_requests, visit)
            .await?;
        let hash = match new.password {
            Some(password) => Some(self.new_hash(password, &new.email, false).await?),
            None => None,
        };
        let name = new.display_name.as_deref();
        let mut turn = self.turn().await?;
        let (user, _) = turn
            .known_or_new(&new.email, &normalized, name, "registration", visit)
            .await?;
        let pending = user.email_verified_at.is_none() && user.status == UserStatus::Active;
        let ticket = turn
            .ticket(pending.then_some(&user.id), hash.as_deref())
            .await?;
        // Within the pause nothing more is sent: the code that is on its way counts for this ticket too.
        if turn.too_soon(REGISTRATION, &normalized).await?.is_none() {
            if pending {
                turn.send_code_to(&user, visit).await?;
            } else {
                turn.registered_again(&user, visit).await?;
            }
        }
        turn.commit().await?;
        Ok(ticket)
    }
}

const VERB: &str = "register";

/// What mails to an address are paced under.
const REGISTRATION: &str = "mail registration";

/// The address as it is compared.
pub(super) fn address(email: &str) -> Result<String> {
    normalize_email(email).ok_or_else(|| {
        Error::invalid(
            "email",
            "not an address; give one such as dora@mail.example",
        )
    })
}

impl Turn<'_> {
    /// The account of the address, made now if there is none.
    pub(super) async fn known_or_new(
        &mut self,
        email: &str,
        normalized: &str,
        display_name: Option<&str>,
        by: &'static str,
        visit: &Visit,
    ) -> Result<(User, bool)> {
        let new = NewUser {
            id: UserId(self.fresh_id()),
            email: email.trim().to_owned(),
            email_normalized: normalized.to_owned(),
            display_name: display_name.map(str::to_owned),
            email_verified_at: None,
        };
        let made = addresses::add(&mut self.edit(), &new).await?;
        if made {
            let about = About::user(&new.id);
            self.event(EventKind::Registered, about, visit, json!({ "by": by }))
                .await?;
        }
        let found = users::by_email(&mut self.tx, normalized).await?;
        let found = found.ok_or_else(|| Error::not_found("user", &new.id))?;
        Ok((found.user, made))
    }

    /// Tells the owner that somebody registered their address.
    pub(in crate::flow) async fn registered_again(
        &mut self,
        user: &User,
        visit: &Visit,
    ) -> Result<()> {
        let about = About::user(&user.id);
        self.event(EventKind::RegisteredAgain, about, visit, json!({}))
            .await?;
        self.mail(Letter {
            template: MailTemplate::RegisteredAgain,
            recipient: &user.email,
            user: Some(&user.id),
            params: json!({}),
            secret: None,
        })
        .await
    }
}
