//! Makes a service token: named, expiring, good only for the actions it lists.

use std::time::Duration;

use serde::Serialize;

use crate::action::{ALL, Action, Preview, Scene, Spec, Target};
use crate::crypto::token::{Token, TokenKind};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{Id, OperatorRole, Ts};
use crate::store::Directory;
use crate::store::service_tokens::{self, NewToken};

/// The longest a service token may last.
pub const TOKEN_LIFE: Duration = Duration::from_hours(90 * 24);

/// The prefix and four characters: enough to tell a found token, useless to guess the other 39.
const HINT: usize = 11;
const NAME_AT_MOST: usize = 100;

/// Makes a service token.
#[derive(Clone, Debug)]
pub struct CreateToken {
    /// What it is called.
    pub name: String,
    /// What it may do at most.
    pub role: OperatorRole,
    /// The actions it may do, by verb.
    pub actions: Vec<String>,
    /// Whether it may do sensitive ones; the admin's step-up now stands for those it cannot show.
    pub may_do_sensitive: bool,
    /// How long it lasts, 90 days at most.
    pub life: Duration,
}

/// A service token that was made; the audit keeps its name and bounds, never the token.
#[derive(Clone, Debug, Serialize)]
pub struct TokenIssued {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// What it may do at most.
    pub role: OperatorRole,
    /// The actions it may do.
    pub actions: Vec<String>,
    /// Whether it may do sensitive ones.
    pub may_do_sensitive: bool,
    /// When it ends by itself.
    pub expires_at: Ts,
    /// The token, to be shown once.
    #[serde(skip)]
    pub token: Token,
}

impl CreateToken {
    fn check(&self) -> Result<()> {
        let name = self.name.trim();
        if name.is_empty() || name.len() > NAME_AT_MOST || name.chars().any(char::is_control) {
            return Err(Error::invalid("name", "give 1 to 100 characters"));
        }
        if self.life.is_zero() || self.life > TOKEN_LIFE {
            return Err(Error::invalid("expires", "give an age up to 90d"));
        }
        if self.actions.is_empty() {
            return Err(Error::invalid("actions", "name at least one"));
        }
        self.actions
            .iter()
            .try_for_each(|verb| self.check_verb(verb))
    }

    fn check_verb(&self, verb: &str) -> Result<()> {
        let spec = ALL.iter().find(|spec| spec.verb == verb);
        let spec = spec.ok_or_else(|| Error::not_found("action", verb))?;
        if spec.by_person {
            let why = format!("{verb} is for people: no token may do it");
            return Err(Error::invalid("actions", why));
        }
        if spec.least > self.role {
            let why = format!("{verb} needs the role {}", spec.least);
            return Err(Error::invalid("actions", why));
        }
        if spec.sensitive && !self.may_do_sensitive {
            let why = format!("{verb} is sensitive: that has to be granted");
            return Err(Error::invalid("actions", why));
        }
        Ok(())
    }
}

impl Action for CreateToken {
    type Outcome = TokenIssued;

    const SPEC: Spec = Spec::sensitive(
        "operators tokens create",
        OperatorRole::Admin,
        "Make a service token for automation",
    )
    .by_person();

    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::Own {
            kind: "service_token",
            id: self.name.trim().chars().take(NAME_AT_MOST).collect(),
        })
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        self.check()?;
        if service_tokens::by_name(on, self.name.trim())
            .await?
            .is_some()
        {
            return Err(Error::Conflict {
                what: "service token",
                value: self.name.trim().to_owned(),
            });
        }
        let days = self.life.as_secs().div_ceil(86_400);
        let mut preview = Preview::of(format!(
            "a token as {} for {days} days: {}",
            self.role,
            self.actions.join(", ")
        ));
        if self.may_do_sensitive {
            preview = preview.warn("it does sensitive actions without a step-up");
        }
        Ok(preview)
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<TokenIssued> {
        let directory = scene.directory().clone();
        self.preview(scene.tx(), &directory, target).await?;
        let token = Token::generate(TokenKind::Service, directory.entropy());
        let (id, now) = (directory.fresh_uuid(), scene.now());
        let expires_at = now.plus(self.life);
        let new = NewToken {
            id,
            name: self.name.trim().to_owned(),
            hash: token.hash(),
            hint: token.expose().chars().take(HINT).collect(),
            role: self.role,
            actions: self.actions.clone(),
            may_do_sensitive: self.may_do_sensitive,
            by: scene.actor_id().to_owned(),
            at: now,
            expires_at,
        };
        service_tokens::add(scene.tx(), new).await?;
        Ok(TokenIssued {
            id: Id::Uuid(id),
            name: self.name.trim().to_owned(),
            role: self.role,
            actions: self.actions.clone(),
            may_do_sensitive: self.may_do_sensitive,
            expires_at,
            token,
        })
    }
}
