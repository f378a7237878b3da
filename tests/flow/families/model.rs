//! What a family should be: a model without a database, which says what each deed must come to.

use std::time::Duration;

use wardroom_core::crypto::token::Token;
use wardroom_core::model::{Session, Ts};

/// What showing a refresh token must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The next token.
    Next,
    /// The token that was given before.
    Again,
    /// The session is over, or the token is.
    Over,
    /// A replay: the session is over from now on.
    Replay,
}

/// One token of the chain.
pub(super) struct Link {
    /// Unknown where a client's process died before it was handed out.
    pub(super) token: Option<Token>,
    pub(super) expires: Ts,
    pub(super) used: Option<Ts>,
}

/// One session and its chain of tokens, oldest first: it has no place for a fork.
pub(super) struct Family {
    pub(super) chain: Vec<Link>,
    /// Which of them the client has.
    pub(super) held: usize,
    pub(super) is_ended: bool,
    pub(super) replays: usize,
    began: Ts,
    seen: Ts,
    expires: Ts,
    grace: Duration,
}

const LIFE: Duration = Duration::from_hours(24 * 30);
const IDLE: Duration = Duration::from_hours(24 * 14);
const SEEN_EVERY: Duration = Duration::from_mins(1);

impl Family {
    pub(super) fn new(first: Token, grace: Duration, now: Ts) -> Self {
        let expires = now.plus(IDLE);
        Self {
            chain: vec![Link {
                token: Some(first),
                expires,
                used: None,
            }],
            held: 0,
            is_ended: false,
            replays: 0,
            began: now,
            seen: now,
            expires,
            grace,
        }
    }

    pub(super) fn newest(&self) -> usize {
        self.chain.len() - 1
    }

    pub(super) fn is_live(&self, now: Ts) -> bool {
        !self.is_ended && now < self.expires && now < self.seen.plus(Session::IDLE_LIMIT)
    }

    /// What showing the token at `index` comes to; nothing changes yet.
    pub(super) fn expect(&self, index: usize, now: Ts) -> Answer {
        let (link, is_live) = (&self.chain[index], self.is_live(now));
        match link.used {
            None if is_live && now < link.expires => Answer::Next,
            None => Answer::Over,
            Some(used) => {
                let child = &self.chain[index + 1];
                let is_unused = child.used.is_none() && now < child.expires;
                match (is_live, is_unused && now < used.plus(self.grace)) {
                    (true, true) => Answer::Again,
                    (true, false) => Answer::Replay,
                    (false, _) => Answer::Over,
                }
            }
        }
    }

    /// The newest is spent and followed by `token`.
    pub(super) fn grow(&mut self, token: Option<Token>, now: Ts) {
        let newest = self.newest();
        self.chain[newest].used = Some(now);
        self.use_at(now);
        self.chain.push(Link {
            token,
            expires: self.expires,
            used: None,
        });
    }

    pub(super) fn replay(&mut self) {
        self.is_ended = true;
        self.replays += 1;
    }

    /// The session's own token is shown while it lives.
    pub(super) fn authenticate(&mut self, now: Ts) {
        if now.since(self.seen) >= SEEN_EVERY {
            self.use_at(now);
        }
    }

    fn use_at(&mut self, now: Ts) {
        self.seen = now;
        self.expires = self.began.plus(LIFE).min(now.plus(IDLE));
    }
}
