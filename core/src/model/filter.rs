//! What a users list is narrowed by: parsed from the words an operator types.

use std::time::Duration;

use super::{Standing, Ts};

/// The second factors asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorFilter {
    /// No confirmed factor.
    None,
    /// An authenticator.
    Totp,
    /// A passkey.
    Passkey,
    /// Any.
    Any,
}

/// A side of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At or after it.
    Since(Ts),
    /// Before it; for a sign-in also never.
    Before(Ts),
}

/// What a users list is narrowed by; empty means everyone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserFilter {
    /// How the account stands.
    pub standing: Option<Standing>,
    /// Which second factors it has.
    pub factors: Option<FactorFilter>,
    /// When it last signed in.
    pub seen: Option<Side>,
    /// When it was made.
    pub created: Option<Side>,
    /// A role held in that tenant; without one, anywhere.
    pub role: Option<String>,
    /// The slug of a tenant they belong to.
    pub tenant: Option<String>,
    /// The beginning of the address, or the whole.
    pub text: Option<String>,
}

/// A term that cannot be read: where it stands and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadTerm {
    /// The term as typed.
    pub term: String,
    /// What would be accepted.
    pub why: String,
}

/// The terms a filter knows, with an example each: for completion and help.
pub const TERMS: [(&str, &str); 6] = [
    (
        "status:",
        "active, locked, unverified, invited, disabled, erased",
    ),
    ("2fa:", "none, totp, key, any"),
    ("seen:", "<30d, >1y"),
    ("created:", "<7d, >90d"),
    ("role:", "OWNER"),
    ("tenant:", "acme"),
];

impl UserFilter {
    /// Reads what an operator typed; ages such as `<30d` count back from `now`.
    pub fn parse(text: &str, now: Ts) -> Result<Self, BadTerm> {
        let mut filter = Self::default();
        for term in text.split_whitespace() {
            filter.take(term, now).map_err(|why| BadTerm {
                term: term.to_owned(),
                why,
            })?;
        }
        Ok(filter)
    }

    /// Whether it lets everyone through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether no index leads to those who pass, in any order: the list is walked until a page is full, and where
    /// nearly everybody has a second factor that is all of it.
    pub fn may_walk(&self) -> bool {
        let narrows = [
            self.standing
                .is_some_and(|standing| standing != Standing::Active),
            self.role.is_some(),
            self.tenant.is_some(),
            self.text.is_some(),
            matches!(self.created, Some(Side::Since(_))),
            matches!(self.seen, Some(Side::Since(_))),
        ];
        self.factors == Some(FactorFilter::None) && !narrows.contains(&true)
    }

    fn take(&mut self, term: &str, now: Ts) -> Result<(), String> {
        let Some((key, value)) = term.split_once(':').filter(|(key, _)| !key.contains('@')) else {
            let before = self.text.replace(term.to_lowercase());
            return before.map_or(Ok(()), |_| {
                Err("only one word of free text; it is the beginning of an address".into())
            });
        };
        match key {
            "status" => self.standing = Some(value.parse()?),
            "2fa" => self.factors = Some(factors(value)?),
            "seen" => self.seen = Some(side(value, now)?),
            "created" => self.created = Some(side(value, now)?),
            "role" => self.role = Some(some(value)?.to_uppercase()),
            "tenant" => self.tenant = Some(some(value)?.to_lowercase()),
            _ => {
                return Err(format!(
                    "terms are {}",
                    TERMS.map(|(term, _)| term).join(" ")
                ));
            }
        }
        Ok(())
    }
}

fn some(value: &str) -> Result<&str, String> {
    if value.is_empty() {
        Err("give a name after the colon".into())
    } else {
        Ok(value)
    }
}

fn factors(value: &str) -> Result<FactorFilter, String> {
    match value {
        "none" => Ok(FactorFilter::None),
        "totp" => Ok(FactorFilter::Totp),
        "key" => Ok(FactorFilter::Passkey),
        "any" => Ok(FactorFilter::Any),
        _ => Err("expected one of: none, totp, key, any".into()),
    }
}

/// `<30d` is younger than 30 days, `>30d` older.
fn side(value: &str, now: Ts) -> Result<Side, String> {
    let young = value.strip_prefix('<').map(|age| (true, age));
    let (young, age) = young
        .or_else(|| value.strip_prefix('>').map(|age| (false, age)))
        .ok_or("begin with < (younger) or > (older), as in <30d")?;
    let moment = now.minus(parse_age(age)?);
    Ok(if young {
        Side::Since(moment)
    } else {
        Side::Before(moment)
    })
}

const UNITS: [(&str, u64); 6] = [
    ("mo", 30 * 86_400),
    ("m", 60),
    ("h", 3_600),
    ("d", 86_400),
    ("w", 7 * 86_400),
    ("y", 365 * 86_400),
];

/// Writes an age as [`parse_age`] reads it, in the largest of `d h m` that says it exactly.
pub fn spell_age(age: Duration) -> String {
    let seconds = age.as_secs();
    let exact = |(size, _): &&(u64, &str)| seconds.is_multiple_of(*size);
    let units = [(86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")];
    let unit = units.iter().find(exact);
    unit.map_or_else(String::new, |(size, name)| {
        format!("{}{name}", seconds / size)
    })
}

/// Reads an age: a number and one of `m h d w mo y`; a month counts 30 days, a year 365.
pub fn parse_age(age: &str) -> Result<Duration, String> {
    let wrong = || "expected an age such as 90m, 12h, 30d, 6mo or 2y".to_owned();
    let (digits, unit) = age.split_at(age.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?);
    let seconds = UNITS
        .iter()
        .find(|(name, _)| *name == unit)
        .map(|(_, s)| *s)
        .ok_or_else(wrong)?;
    let count: u64 = digits.parse().map_err(|_| wrong())?;
    count
        .checked_mul(seconds)
        .map(Duration::from_secs)
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Ts = Ts::EPOCH;

    #[test]
    fn terms_combine_with_the_beginning_of_an_address() {
        let filter = UserFilter::parse("status:locked 2fa:none seen:<30d Alice@", NOW).unwrap();
        assert_eq!(filter.standing, Some(Standing::Locked));
        assert_eq!(filter.factors, Some(FactorFilter::None));
        assert_eq!(
            filter.seen,
            Some(Side::Since(NOW.minus(Duration::from_hours(30 * 24))))
        );
        assert_eq!(filter.text.as_deref(), Some("alice@"));
    }

    #[test]
    fn only_what_no_index_narrows_may_walk() {
        for (text, walks) in [
            ("", false),
            ("2fa:totp", false),
            ("2fa:none", true),
            ("2fa:none status:active", true),
            ("2fa:none created:>1y", true),
            ("2fa:none created:<7d", false),
            ("2fa:none status:locked", false),
            ("2fa:none tenant:acme", false),
            ("2fa:none ali", false),
        ] {
            let filter = UserFilter::parse(text, NOW).unwrap();
            assert_eq!(filter.may_walk(), walks, "{text}");
        }
    }

    #[test]
    fn an_age_is_spelled_as_it_is_read() {
        for age in ["90m", "12h", "30d", "365d"] {
            assert_eq!(spell_age(parse_age(age).unwrap()), age);
        }
        assert_eq!(spell_age(parse_age("2w").unwrap()), "14d");
        assert_eq!(spell_age(Duration::from_secs(90)), "90s");
    }

    #[test]
    fn a_term_that_cannot_be_read_names_itself() {
        for (text, term) in [
            ("status:odd", "status:odd"),
            ("seen:30d", "seen:30d"),
            ("colour:red", "colour:red"),
        ] {
            assert_eq!(UserFilter::parse(text, NOW).unwrap_err().term, term);
        }
        assert!(UserFilter::parse("two words", NOW).is_err());
        assert!(UserFilter::parse("seen:<99999999999999999999y", NOW).is_err());
    }
}
