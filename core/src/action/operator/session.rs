//! The session a sign-in or an enrolment begins.

use std::time::Duration;

use crate::crypto::token::{Token, TokenKind};
use crate::db::Tx;
use crate::error::Result;
use crate::model::{Caller, Operator, Ts};
use crate::store::Directory;
use crate::store::operator_sessions::{self, NewSession};

/// How long an operator's session lasts at most.
pub const SESSION_LIFE: Duration = Duration::from_hours(12);

/// The longest label kept of a terminal.
const HOST_AT_MOST: usize = 100;

/// An operator who just proved who they are.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who acts from now on.
    pub caller: Caller,
    /// The credential, to be kept private and given to [`super::resume`].
    pub token: Token,
    /// The operator.
    pub operator: Operator,
    /// When the session ends whatever happens.
    pub expires_at: Ts,
}

/// Begins a session whose second factor was shown now.
pub(super) async fn begin(
    tx: &mut Tx,
    directory: &Directory,
    operator: Operator,
    host: Option<&str>,
) -> Result<SignedIn> {
    let now = directory.now();
    let id = directory.fresh_uuid();
    let token = Token::generate(TokenKind::OperatorSession, directory.entropy());
    let expires_at = now.plus(SESSION_LIFE);
    let new = NewSession {
        id,
        operator: &operator.id,
        hash: token.hash(),
        host: host.map(|label| label.chars().take(HOST_AT_MOST).collect()),
        at: now,
        expires_at,
    };
    operator_sessions::begin(tx, new).await?;
    Ok(SignedIn {
        caller: Caller::Operator {
            id: operator.id.clone(),
            name: operator.name.clone(),
            session: id,
        },
        token,
        operator,
        expires_at,
    })
}
