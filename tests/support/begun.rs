//! A session as a sign-in leaves it, without the cost of a password.

use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::db::{Conn, Db, sql};
use wardroom_core::flow::Accounts;
use wardroom_core::model::{SessionId, UserId};

const SESSION: &str =
    "INSERT INTO {session} ({session.id}, {session.user_id}, {session.token_hash}, {session.created_at},
    {session.seen_at}, {session.expires_at}) VALUES ($1, $2, $3, $4, $4, $5)";
const REFRESH: &str = "INSERT INTO {refresh_token} ({refresh_token.id}, {refresh_token.session_id},
    {refresh_token.family_id}, {refresh_token.token_hash}, {refresh_token.created_at}, {refresh_token.expires_at})
    VALUES ($1, $2, $1, $3, $4, $5)";

/// A session and what its holder has of it.
#[derive(Debug)]
pub struct Begun {
    /// The session.
    pub id: SessionId,
    /// Its token.
    pub token: Token,
    /// Its first refresh token.
    pub refresh: Token,
}

/// Begins a session of `user`, in the own layout's spelling of time.
pub async fn begin(accounts: &Accounts, db: &Db, user: &UserId) -> Begun {
    let directory = accounts.directory();
    let token = || Token::generate(TokenKind::Plain, directory.entropy());
    let begun = Begun {
        id: SessionId(directory.fresh_id()),
        token: token(),
        refresh: token(),
    };
    let now = directory.now();
    let ends = now.plus(accounts.settings().session_idle);
    let session = sql(SESSION)
        .bind(&begun.id.0)
        .bind(&user.0)
        .bind(*begun.token.hash().as_bytes());
    let first = sql(REFRESH)
        .bind(directory.fresh_id())
        .bind(&begun.id.0)
        .bind(*begun.refresh.hash().as_bytes());
    for row in [session, first] {
        let mut db = db.clone();
        db.execute(row.bind(now).bind(ends)).await.unwrap();
    }
    begun
}
