//! What an application shows about a user, and which values it takes.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Ts, UserId, is_language_tag};
use crate::error::{Error, Result};

/// The most characters of a given or a family name.
const NAME: usize = 100;
/// The most bytes of an address of a picture.
const URL: usize = 2_048;

/// A user's profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Profile {
    /// Whose it is.
    pub user_id: UserId,
    /// What it says.
    #[sqlx(flatten)]
    #[serde(flatten)]
    pub says: ProfileForm,
    /// When it was made.
    pub created_at: Ts,
    /// When it last changed.
    pub updated_at: Ts,
}

/// What a profile says: each part may be absent, and an empty text counts as absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileForm {
    /// The given name, 100 characters at most.
    pub given_name: Option<String>,
    /// The family name, 100 characters at most.
    pub family_name: Option<String>,
    /// A language tag such as `de-AT` (BCP 47).
    pub locale: Option<String>,
    /// A time zone such as `Europe/Vienna` (IANA).
    pub time_zone: Option<String>,
    /// Where a picture is: an `https` address of 2,048 bytes at most.
    pub avatar_url: Option<String>,
}

/// One part of a form: its name, its value, and why a value is not taken.
type Part<T> = (&'static str, T, fn(&str) -> Option<&'static str>);

impl ProfileForm {
    /// The form with its texts trimmed and empty ones absent; [`Error::Invalid`] names the first part that is not taken.
    pub fn checked(mut self) -> Result<Self> {
        for (field, value, wrong) in self.parts_mut() {
            let text = value.take().map(|text| text.trim().to_owned());
            let Some(text) = text.filter(|text| !text.is_empty()) else {
                continue;
            };
            if let Some(why) = wrong(&text) {
                return Err(Error::invalid(field, why));
            }
            *value = Some(text);
        }
        Ok(self)
    }

    /// The names of the parts in which it differs from `other`.
    pub(crate) fn differs(&self, other: &Self) -> Vec<&'static str> {
        let (mut left, mut right) = (self.clone(), other.clone());
        let pairs = left.parts_mut().into_iter().zip(right.parts_mut());
        pairs
            .filter(|((_, a, _), (_, b, _))| a != b)
            .map(|((field, ..), _)| field)
            .collect()
    }

    fn parts_mut(&mut self) -> [Part<&mut Option<String>>; 5] {
        [
            ("given_name", &mut self.given_name, wrong_name),
            ("family_name", &mut self.family_name, wrong_name),
            ("locale", &mut self.locale, wrong_locale),
            ("time_zone", &mut self.time_zone, wrong_zone),
            ("avatar_url", &mut self.avatar_url, wrong_url),
        ]
    }
}

/// The name trimmed; [`Error::Invalid`] for `field` where it is empty or not taken.
pub(crate) fn checked_name(field: &'static str, name: &str) -> Result<String> {
    let name = name.trim();
    let why = if name.is_empty() {
        Some("give a name")
    } else {
        wrong_name(name)
    };
    why.map_or_else(
        || Ok(name.to_owned()),
        |why| Err(Error::invalid(field, why)),
    )
}

/// Why `name` cannot be a person's or an organisation's name.
fn wrong_name(name: &str) -> Option<&'static str> {
    // What turns a line around makes one name look like another; joiners stay, some scripts need them.
    let turns = |c: char| matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if name.chars().count() > NAME {
        return Some("give 100 characters at most");
    }
    let bad = name.chars().any(|c| c.is_control() || turns(c));
    bad.then_some("it holds a control character; give plain text")
}

fn wrong_locale(locale: &str) -> Option<&'static str> {
    (!is_language_tag(locale)).then_some("give a language tag such as de-AT (BCP 47)")
}

fn wrong_zone(zone: &str) -> Option<&'static str> {
    let known = TimeZone::get(zone).is_ok();
    (!known).then_some("give a time zone such as Europe/Vienna (IANA)")
}

/// RFC 3986 with an ASCII host: a picture's address is put into pages, so nothing in it may end an attribute.
fn wrong_url(url: &str) -> Option<&'static str> {
    const HOW: &str = "give an https address such as https://images.example/me.png";
    let sound = || {
        let rest = url.strip_prefix("https://")?;
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        let label = |label: &str| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let allowed = |c: char| {
            c.is_ascii_graphic()
                && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
        };
        let good = url.len() <= URL && host.split('.').all(label) && path.chars().all(allowed);
        (good && port.parse::<u16>().is_ok_and(|port| port > 0)).then_some(())
    };
    sound().is_none().then_some(HOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(part: &str, text: &str) -> Result<ProfileForm> {
        let mut form = ProfileForm::default();
        let parts = form.parts_mut();
        let (_, value, _) = parts.into_iter().find(|p| p.0 == part).unwrap();
        *value = Some(text.to_owned());
        form.checked()
    }

    #[test]
    fn sound_values_are_taken() {
        for (part, text) in [
            ("given_name", "नेहा"),
            ("family_name", &"x".repeat(100)),
            ("locale", "zh-Hant-TW"),
            ("time_zone", "Europe/Vienna"),
            (
                "avatar_url",
                "https://images.example:8443/a/b.png?size=2#top",
            ),
            ("avatar_url", "https://images.example"),
        ] {
            assert!(given(part, text).is_ok(), "{part} {text}");
        }
        let form = given("given_name", "  Dora ").unwrap();
        assert_eq!(form.given_name.as_deref(), Some("Dora"));
        assert_eq!(given("given_name", " ").unwrap(), ProfileForm::default());
    }

    #[test]
    fn what_is_not_taken_is_named() {
        for (part, text) in [
            ("given_name", "Do\u{1b}[31mra"),
            ("given_name", "a\u{202e}b"),
            ("family_name", &"x".repeat(101)),
            ("locale", "german please"),
            ("time_zone", "Mars/Olympus"),
            ("time_zone", "../../etc/passwd"),
            ("avatar_url", "http://images.example/a.png"),
            ("avatar_url", "javascript:alert(1)"),
            ("avatar_url", "https://"),
            ("avatar_url", "https://me@images.example/"),
            ("avatar_url", "https://images..example/"),
            ("avatar_url", "https://images.example:99999/"),
            ("avatar_url", "https://images.example/\"onerror="),
            (
                "avatar_url",
                &format!("https://i.example/{}", "x".repeat(2_048)),
            ),
        ] {
            let error = given(part, text).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{part}: ")), "{text}: {error}");
        }
    }

    #[test]
    fn a_difference_is_named_by_its_part() {
        let (a, b) = (given("locale", "de"), given("locale", "en"));
        let (a, b) = (a.unwrap(), b.unwrap());
        assert_eq!(a.differs(&b), ["locale"]);
        assert!(a.differs(&a).is_empty());
    }
}
