//! Every setting of the flows, as one table: its name in the environment, its default, and what it means.

use std::time::Duration;

use secrecy::SecretString;

use crate::error::{Error, Result};
use crate::model::{JwtAlgorithm, parse_life};

/// One setting as documentation shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// Its name in the environment.
    pub name: &'static str,
    /// What it means.
    pub does: &'static str,
    /// What it is where nothing is set.
    pub default: String,
}

/// A value that can be read from text and shown again.
trait Value: Sized {
    fn read(text: &str) -> Result<Self, &'static str>;
    fn show(&self) -> String;
}

macro_rules! settings {
    ($($(#[doc = $does:literal])+ $field:ident: $kind:ty = $default:expr, $name:literal;)+) => {
        /// What an application may set. [`Settings::default`] is safe to run with but for `site_url`.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct Settings {
            $($(#[doc = $does])+ pub $field: $kind,)+
        }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        impl Settings {
            /// Reads every setting that `variable` knows, such as `|name| std::env::var(name).ok()`, and checks them.
            pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self> {
                let mut settings = Self::default();
                $(if let Some(text) = variable($name) {
                    settings.$field = Value::read(text.trim()).map_err(|why| Error::invalid($name, why))?;
                })+
                settings.check()?;
                Ok(settings)
            }

            /// Every setting, in the order of declaration.
            pub fn described() -> Vec<Described> {
                let default = Self::default();
                vec![$(Described {
                    name: $name,
                    does: concat!($($does),+).trim(),
                    default: Value::show(&default.$field),
                },)+]
            }
        }
    };
}

settings! {
    /// What people know the application as, in mail and in authenticators.
    site_name: String = "Wardroom".to_owned(), "WARDROOM_SITE_NAME";
    /// Where the application is reached; links in mail begin with it, whatever a request's Host header says.
    site_url: String = "https://localhost".to_owned(), "WARDROOM_SITE_URL";
    /// Whom security notices say to ask: an address or a telephone number.
    contact: String = "the people who run this site".to_owned(), "WARDROOM_CONTACT";
    /// The fewest characters of a password that may sign somebody in alone (NIST SP 800-63B-4 §3.1.1.2).
    password_min: usize = 15, "WARDROOM_PASSWORD_MIN";
    /// The fewest characters of a password where a second factor is always asked for as well.
    password_min_with_factor: usize = 8, "WARDROOM_PASSWORD_MIN_WITH_FACTOR";
    /// The most characters of a password.
    password_max: usize = 1_024, "WARDROOM_PASSWORD_MAX";
    /// Consecutive failures after which an account takes no password, or an authenticator no code, until it is unlocked or reset.
    failures_max: i64 = 100, "WARDROOM_FAILURES_MAX";
    /// How long a session lasts however much it is used.
    session_life: Duration = days(30), "WARDROOM_SESSION_LIFE";
    /// How long a session lasts unused; at most 90 days.
    session_idle: Duration = days(14), "WARDROOM_SESSION_IDLE";
    /// How long an access token is believed; at most 7 days, and beyond 10 minutes the session is asked too.
    access_token_life: Duration = minutes(10), "WARDROOM_ACCESS_TOKEN_LIFE";
    /// For how long a lost answer to a refresh may be asked for again; 0 never (RFC 9700 §4.14.2).
    refresh_grace: Duration = Duration::ZERO, "WARDROOM_REFRESH_GRACE";
    /// How long a second factor counts for what asks for it again.
    step_up_life: Duration = minutes(5), "WARDROOM_STEP_UP_LIFE";
    /// How long an unfinished sign-in waits.
    challenge_life: Duration = minutes(10), "WARDROOM_CHALLENGE_LIFE";
    /// How long a code sent by mail counts.
    verification_life: Duration = minutes(10), "WARDROOM_VERIFICATION_LIFE";
    /// How many answers to one code sent by mail are looked at.
    verification_attempts: i64 = 5, "WARDROOM_VERIFICATION_ATTEMPTS";
    /// How long to wait before another mail of one kind goes to one address.
    resend_after: Duration = minutes(1), "WARDROOM_RESEND_AFTER";
    /// How many registrations, bookings and mails of each kind one network may ask for in an hour, for whomever; 0 for any number.
    network_requests: u32 = 100, "WARDROOM_NETWORK_REQUESTS";
    /// How many passkey sign-ins one network may begin in an hour; 0 for any number.
    network_ceremonies: u32 = 1_000, "WARDROOM_NETWORK_CEREMONIES";
    /// How long a password reset counts.
    reset_life: Duration = minutes(30), "WARDROOM_RESET_LIFE";
    /// Whether a password reset ends every session.
    reset_ends_sessions: bool = true, "WARDROOM_RESET_ENDS_SESSIONS";
    /// How long a sign-in link counts.
    magic_link_life: Duration = minutes(15), "WARDROOM_MAGIC_LINK_LIFE";
    /// How long an invitation counts.
    invitation_life: Duration = days(7), "WARDROOM_INVITATION_LIFE";
    /// Who signs access tokens; empty for the site's address.
    jwt_issuer: String = String::new(), "JWT_ISSUER";
    /// Whom access tokens are for; empty for the site's address.
    jwt_audience: String = String::new(), "JWT_AUDIENCE";
    /// What signs access tokens: `EdDSA`, `ES256` or `RS256`.
    jwt_algorithm: String = "EdDSA".to_owned(), "JWT_ALGORITHM";
    /// Where another issuer publishes its keys: `https://…`, or `http://` on this machine; empty to use the directory's own.
    jwks_url: String = String::new(), "JWKS_URL";
    /// A PEM file of the authorities that sign the certificate there, where it is no public one; empty for the public ones.
    jwks_ca_file: String = String::new(), "JWKS_CA_FILE";
    /// How long a key signs before the next one does.
    signing_key_life: Duration = days(90), "WARDROOM_SIGNING_KEY_LIFE";
    /// Where mail is handed in, such as `smtps://user:password@mail.example`; empty for a file.
    smtp_url: SecretString = SecretString::from(""), "SMTP_URL";
    /// Whom mail is from.
    mail_from: String = "Wardroom <no-reply@localhost>".to_owned(), "WARDROOM_MAIL_FROM";
}

impl Settings {
    /// Refuses settings that cannot be run with.
    pub fn check(&self) -> Result<()> {
        const DAY: Duration = Duration::from_hours(24);
        let longest = [
            ("WARDROOM_ACCESS_TOKEN_LIFE", self.access_token_life, 7),
            ("WARDROOM_SESSION_IDLE", self.session_idle, 90),
            ("WARDROOM_SESSION_LIFE", self.session_life, 3_650),
        ];
        for (name, given, most) in longest {
            if given.is_zero() || given > DAY * most {
                return Err(Error::invalid(name, format!("give 1s to {most}d")));
            }
        }
        if self.refresh_grace > Duration::from_mins(1) {
            return Err(Error::invalid("WARDROOM_REFRESH_GRACE", "give 0s to 60s"));
        }
        if !(1..=100).contains(&self.failures_max) {
            // NIST SP 800-63B-4 §3.2.2.
            return Err(Error::invalid("WARDROOM_FAILURES_MAX", "give 1 to 100"));
        }
        let (least, most) = (self.password_min_with_factor, self.password_max);
        if least < 8 || self.password_min < least || !(64..=1_024).contains(&most) {
            return Err(Error::invalid(
                "WARDROOM_PASSWORD_MIN",
                "give 8 to 64 at least, and at most 64 to 1024 characters",
            ));
        }
        self.algorithm().map(drop)
    }

    /// What signs access tokens.
    pub(super) fn algorithm(&self) -> Result<JwtAlgorithm> {
        let read = self.jwt_algorithm.parse();
        read.map_err(|why: String| Error::invalid("JWT_ALGORITHM", why))
    }

    /// Who signs access tokens.
    pub(super) fn issuer(&self) -> &str {
        or(&self.jwt_issuer, &self.site_url)
    }

    /// Whom access tokens are for.
    pub(super) fn audience(&self) -> &str {
        or(&self.jwt_audience, &self.site_url)
    }
}

fn or<'a>(given: &'a str, otherwise: &'a str) -> &'a str {
    if given.is_empty() { otherwise } else { given }
}

const fn minutes(count: u64) -> Duration {
    Duration::from_mins(count)
}

const fn days(count: u64) -> Duration {
    Duration::from_hours(24 * count)
}

impl Value for String {
    fn read(text: &str) -> Result<Self, &'static str> {
        if text.chars().any(char::is_control) {
            return Err("it holds a control character");
        }
        Ok(text.to_owned())
    }

    fn show(&self) -> String {
        self.clone()
    }
}

impl Value for SecretString {
    fn read(text: &str) -> Result<Self, &'static str> {
        Ok(text.into())
    }

    fn show(&self) -> String {
        String::new()
    }
}

impl Value for Duration {
    fn read(text: &str) -> Result<Self, &'static str> {
        parse_life(text)
    }

    fn show(&self) -> String {
        let seconds = self.as_secs();
        let units = [(86_400, 'd'), (3_600, 'h'), (60, 'm')];
        let whole = units
            .iter()
            .find(|(unit, _)| seconds > 0 && seconds.is_multiple_of(*unit));
        match whole {
            Some((unit, letter)) => format!("{}{letter}", seconds / unit),
            None => format!("{seconds}s"),
        }
    }
}

macro_rules! parsed {
    ($($kind:ty => $how:literal;)+) => {$(
        impl Value for $kind {
            fn read(text: &str) -> Result<Self, &'static str> {
                text.parse().map_err(|_| $how)
            }

            fn show(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

parsed! {
    usize => "give a whole number";
    u32 => "give a whole number";
    i64 => "give a whole number";
    bool => "give true or false";
}
