//! Sentences for what the screens show in columns: whole words, no marks.

use std::time::Duration;

use wardroom_core::model::{Finding, Safe, Severity, Ts, UserLine};

use crate::console::words::{day, plural};

const UNITS: [(u64, &str); 5] = [
    (365 * 86_400, "year"),
    (86_400, "day"),
    (3_600, "hour"),
    (60, "minute"),
    (1, "second"),
];

/// A length of time in its largest whole unit.
pub(super) fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    let unit = UNITS.iter().find(|(size, _)| seconds >= *size);
    unit.map_or_else(
        || "no time".to_owned(),
        |(size, name)| plural(i64::try_from(seconds / size).unwrap_or(i64::MAX), name),
    )
}

/// How long ago it was.
pub(super) fn ago(at: Ts, now: Ts) -> String {
    match now.since(at) {
        _ if at == Ts::UNKNOWN => at.to_string(),
        time if time.as_secs() == 0 => "just now".to_owned(),
        time => format!("{} ago", span(time)),
    }
}

/// One row of the list.
pub(super) fn user(line: &UserLine, now: Ts) -> String {
    let user = &line.user;
    let name = user.display_name.as_deref().map(Safe::new);
    let name = name.map_or_else(String::new, |name| format!(", {name}"));
    let seen = user.last_sign_in_at.map_or_else(
        || "never seen".to_owned(),
        |at| format!("seen {}", ago(at, now)),
    );
    format!(
        "{}{name}, {}, {}, {}, {seen}",
        Safe::new(&user.email),
        user.standing(now).word(),
        factors(line),
        plural(line.sessions, "session"),
    )
}

/// The second factors in words.
pub(super) fn factors(line: &UserLine) -> &'static str {
    match (line.totp > 0, line.passkeys > 0) {
        (false, false) => "no second factor",
        (true, false) => "authenticator",
        (false, true) => "passkey",
        (true, true) => "authenticator and passkey",
    }
}

/// What stands in the way of a sign-in, and the command that helps.
pub(super) fn finding(finding: &Finding) -> String {
    let how = match finding.severity {
        Severity::Blocks => "Keeps them out",
        Severity::Hinders => "Hinders them",
        Severity::Notes => "Worth knowing",
    };
    let since = finding.since.map(|at| format!(", since {}", day(at)));
    let next = finding.next.map(|verb| format!(" {verb} helps."));
    format!(
        "{how}: {}{}.{}",
        Safe::new(&finding.what),
        since.unwrap_or_default(),
        next.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_whole_words() {
        let now: Ts = "2026-11-20T14:02:07Z".parse().unwrap();
        let said = |seconds| ago(now.minus(Duration::from_secs(seconds)), now);
        assert_eq!(said(0), "just now");
        assert_eq!(said(1), "1 second ago");
        assert_eq!(said(32 * 60), "32 minutes ago");
        assert_eq!(said(800 * 86_400), "2 years ago");
    }
}
