//! The cast: people every generated directory begins with, so that a demo and the docs can name them.

use super::person::{Account, Codes, Factors, Role, Traits, Use};
use crate::model::CodeSetKind::{Full, OneTime};

/// One of the cast.
pub(super) struct Member {
    pub email: &'static str,
    pub given: &'static str,
    pub family: &'static str,
    /// How many days ago the account was made.
    pub days: u64,
    pub traits: Traits,
}

const PLAIN: Traits = Traits {
    account: Account::Active,
    role: Role::Customer,
    factors: NO_FACTOR,
    codes: Codes::None,
    usage: Use::Daily(1),
    password: true,
    provider: None,
    moved: false,
    held: false,
};
const NO_FACTOR: Factors = Factors {
    totp: false,
    passkeys: 0,
    abandoned: false,
};
const APP: Factors = Factors {
    totp: true,
    ..NO_FACTOR
};
const BOTH: Factors = Factors {
    totp: true,
    passkeys: 1,
    ..NO_FACTOR
};

/// A member as one row: address, names, age in days, and what differs from a plain customer.
macro_rules! cast {
    ($($(#[doc = $story:literal])+ $email:literal $given:literal $family:literal $days:literal
        { $($field:ident: $value:expr),* })+) => {
        &[$(Member {
            email: $email,
            given: $given,
            family: $family,
            days: $days,
            traits: Traits { $($field: $value,)* ..PLAIN },
        }),+]
    };
}

/// The cast, alice first: she owns the first tenant.
pub(super) const CAST: &[Member] = cast! {
    /// All is well: an owner with an authenticator, all her codes and three devices.
    "alice@example.com" "Alice" "Liddell" 900
        { role: Role::Owner, factors: APP, codes: Codes::Active(Full, 0), usage: Use::Daily(3) }
    /// Lost his phone: an authenticator he no longer has, and no codes.
    "bob@example.com" "Bob" "Bařina" 700 { factors: APP, usage: Use::Lapsed }
    /// Has a passkey too, used some codes, and changed her address a few days ago.
    "carol@example.com" "Carol" "Ní Dhomhnaill" 640
        { role: Role::Staff, factors: BOTH, codes: Codes::Active(Full, 3), moved: true, usage: Use::Daily(2) }
    /// Never proved his address.
    "dave@example.com" "Dave" "Μαυρίδης" 9 { account: Account::Unverified, usage: Use::Never }
    /// Invited, has not answered.
    "erin@example.com" "Erin" "Ó Súilleabháin" 5
        { account: Account::Invited, role: Role::Staff, password: false, usage: Use::Never }
    /// Closed by an operator; his sessions were ended.
    "frank@example.com" "Frank" "Øverland" 500 { account: Account::Disabled, usage: Use::Ended }
    /// Must choose a new password at the next sign-in.
    "grace@example.com" "Grace" "山口" 420 { account: Account::MustChange, usage: Use::Idle }
    /// Locked a moment ago; it passes by itself.
    "heidi@example.com" "Heidi" "Großkopf" 380
        { account: Account::Locked { failures: 5, passes: true }, factors: APP, codes: Codes::Active(Full, 1) }
    /// Somebody showed a refresh token of his again: the family is revoked.
    "ivan@example.com" "Иван" "Ложкин" 360 { usage: Use::Replayed }
    /// Administers the platform: a protected target.
    "judy@example.com" "Judy" "Okonkwo" 1100
        { role: Role::PlatformAdmin, factors: BOTH, codes: Codes::Active(Full, 0), usage: Use::Daily(2) }
    /// Locked after ten wrong passwords, from a network and a device of her own.
    "mallory@evil.test" "Mallory" "Archer" 12
        { account: Account::Locked { failures: 10, passes: false }, usage: Use::Never }
    /// New codes were shown to her and never confirmed: the old ones still count.
    "niaj@example.com" "নিয়াজ" "Haque" 250 { factors: APP, codes: Codes::AndPending(8) }
    /// Signs in with Google; has no password to forget.
    "olivia@example.com" "Olivia" "González" 210 { password: false, provider: Some("google"), usage: Use::Daily(2) }
    /// Has used her last code.
    "peggy@example.com" "Peggy" "אברהמי" 200 { factors: APP, codes: Codes::Active(Full, 10) }
    /// Under a legal hold: cannot be erased.
    "rupert@example.com" "Rupert" "الهاشمي" 800 { held: true, usage: Use::Idle }
    /// Waits with a 24-hour code to enrol again; an old set is void.
    "sybil@example.com" "Sybil" "प्रसाद" 150 { codes: Codes::Active(OneTime, 0), usage: Use::Ended }
    /// Staff without a second factor, an enrolment begun and left.
    "trent@example.com" "Trent" "Quách" 330
        { role: Role::Staff, factors: Factors { abandoned: true, ..NO_FACTOR }, usage: Use::Daily(2) }
    /// Erased: only what refers to the row is left of them.
    "erased-000017@erased.invalid" "" "" 1300
        { account: Account::Erased, role: Role::Nobody, password: false, usage: Use::Never }
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_cast_twice() {
        let mut emails: Vec<_> = CAST.iter().map(|member| member.email).collect();
        emails.sort_unstable();
        emails.dedup();
        assert_eq!(emails.len(), CAST.len());
    }
}
