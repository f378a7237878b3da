//! Why somebody cannot sign in: what is known of the account, judged without a database.

use serde::Serialize;

use super::words::words;
use super::{Standing, Ts, User, UserStatus, counted};

words! {
    /// How much a finding stands in the way.
    Severity {
        /// No sign-in gets through.
        Blocks = "blocks",
        /// A sign-in gets through only by a detour, or may be failing.
        Hinders = "hinders",
        /// Nothing fails yet.
        Notes = "notes",
    }
}

/// One thing that explains why a person cannot sign in, or soon could not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it stands in the way.
    pub severity: Severity,
    /// What it is, in one clause.
    pub what: String,
    /// Since when.
    pub since: Option<Ts>,
    /// The verb that would help.
    pub next: Option<&'static str>,
}

/// What has to be known to judge.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The account.
    pub user: User,
    /// Confirmed authenticators.
    pub totp: i64,
    /// Those whose codes are looked at.
    pub open_totp: i64,
    /// When too many wrong codes last closed one.
    pub totp_closed_at: Option<Ts>,
    /// Passkeys, which sign in without a password.
    pub passkeys: i64,
    /// Linked social accounts.
    pub identities: i64,
    /// Recovery codes that count.
    pub codes: i64,
    /// Whether a role the user holds asks for a second factor.
    pub needs_factor: bool,
    /// Failed sign-ins within the last week.
    pub failures: i64,
    /// The latest of them.
    pub failed_at: Option<Ts>,
    /// When a spent refresh token was last shown again within the last week.
    pub replayed_at: Option<Ts>,
    /// Legal holds that stand.
    pub holds: i64,
}

impl Finding {
    fn new(severity: Severity, what: impl Into<String>) -> Self {
        Self {
            severity,
            what: what.into(),
            since: None,
            next: None,
        }
    }

    fn since(self, since: Option<Ts>) -> Self {
        Self { since, ..self }
    }

    fn next(self, verb: &'static str) -> Self {
        Self {
            next: Some(verb),
            ..self
        }
    }
}

impl Facts {
    /// What stands in the way at `now`, the most pressing first; empty when nothing does.
    pub fn diagnose(&self, now: Ts) -> Vec<Finding> {
        let mut findings: Vec<Finding> = [
            self.closed(now),
            self.locked(now),
            self.unverified(),
            self.must_change(),
            self.no_way_in(),
            self.no_factor(),
            self.closed_totp(),
            self.failing(),
            self.no_codes(),
            self.replayed(),
            self.held(),
        ]
        .into_iter()
        .flatten()
        .collect();
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    fn closed(&self, now: Ts) -> Option<Finding> {
        let since = Some(self.user.updated_at);
        let blocks = |what: &str| Finding::new(Severity::Blocks, what);
        match self.user.standing(now) {
            Standing::Erased => Some(blocks("the account is erased").since(since)),
            Standing::Disabled => Some(
                blocks("the account is disabled")
                    .since(since)
                    .next("users enable"),
            ),
            Standing::Invited => {
                Some(blocks("the invitation was not accepted").since(Some(self.user.created_at)))
            }
            Standing::Active | Standing::Locked | Standing::Unverified => None,
        }
    }

    fn locked(&self, now: Ts) -> Option<Finding> {
        let user = &self.user;
        let cause = user.lock_cause.as_deref().unwrap_or("no cause noted");
        let until = user
            .locked_until
            .map(|until| format!(" until {until}"))
            .unwrap_or_default();
        let what = format!("the account is locked{until}: {cause}");
        user.is_locked(now).then(|| {
            Finding::new(Severity::Blocks, what)
                .since(user.locked_at)
                .next("users unlock")
        })
    }

    fn unverified(&self) -> Option<Finding> {
        let is_missing = self.user.email_verified_at.is_none() && self.is_open();
        is_missing.then(|| {
            let since = self.user.email_changed_at.unwrap_or(self.user.created_at);
            Finding::new(Severity::Hinders, "the address was never verified")
                .since(Some(since))
                .next("users verify-email")
        })
    }

    fn must_change(&self) -> Option<Finding> {
        self.user.must_change_password.then(|| {
            let what = "the next sign-in must set a new password";
            Finding::new(Severity::Hinders, what).since(self.user.password_changed_at)
        })
    }

    fn no_way_in(&self) -> Option<Finding> {
        let is_shut =
            !self.user.has_password && self.passkeys + self.identities == 0 && self.is_open();
        is_shut.then(|| {
            let what =
                "no password, passkey or linked account: only a link to the address signs in";
            Finding::new(Severity::Hinders, what)
        })
    }

    fn no_factor(&self) -> Option<Finding> {
        let is_missing = self.needs_factor && self.totp + self.passkeys == 0;
        is_missing.then(|| {
            let what = "a role asks for a second factor and none is enrolled";
            Finding::new(Severity::Hinders, what).next("recovery-codes issue")
        })
    }

    fn closed_totp(&self) -> Option<Finding> {
        self.totp_closed_at.map(|at| {
            let is_shut = self.open_totp + self.passkeys + self.codes == 0;
            let severity = if is_shut {
                Severity::Blocks
            } else {
                Severity::Hinders
            };
            let what = "after too many wrong codes an authenticator is asked no more";
            Finding::new(severity, what)
                .since(Some(at))
                .next("users unlock")
        })
    }

    fn failing(&self) -> Option<Finding> {
        (self.failures > 0).then(|| {
            let what = [
                "failed sign-in within a week",
                "failed sign-ins within a week",
            ];
            let what = counted(self.failures, what);
            Finding::new(Severity::Hinders, what).since(self.failed_at)
        })
    }

    fn no_codes(&self) -> Option<Finding> {
        let is_missing = self.totp + self.passkeys > 0 && self.codes == 0;
        is_missing.then(|| {
            let what = "no recovery code is left: a lost device would need a reset";
            Finding::new(Severity::Notes, what).next("recovery-codes issue")
        })
    }

    fn replayed(&self) -> Option<Finding> {
        self.replayed_at.map(|at| {
            let what = "a spent refresh token was shown again: the session may have been stolen, and was ended";
            Finding::new(Severity::Notes, what).since(Some(at))
        })
    }

    fn held(&self) -> Option<Finding> {
        (self.holds > 0).then(|| {
            Finding::new(
                Severity::Notes,
                "a legal hold keeps the account from being erased",
            )
        })
    }

    fn is_open(&self) -> bool {
        self.user.status == UserStatus::Active
    }
}
