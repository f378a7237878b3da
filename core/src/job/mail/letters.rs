//! What every mail says, as one table. A security notice says whom to ask and carries nothing to follow.

use std::time::Duration;

use crate::model::MailTemplate;

/// One paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Text; `{name}` stands for a parameter.
    Say(&'static str),
    /// The secret the mail carries, by itself.
    Secret,
}

/// What a mail says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// Its subject.
    pub(super) subject: &'static str,
    /// Its paragraphs.
    pub(super) lines: &'static [Line],
    /// How long it is worth sending: later, it would arrive when it no longer helps.
    pub(super) patience: Duration,
}

use Line::{Say, Secret};

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

const NOT_YOU: Line = Say("If it was not you, ask {contact}.");
const IGNORE: Line = Say("If you did not ask for it, you need do nothing.");
const NEVER_ASKED: Line = Say("Nobody from {site} will ever ask you for it.");

/// A notice that something was done: what, and whom to ask.
macro_rules! notice {
    ($subject:literal, $($line:literal),+) => {
        Letter { subject: $subject, lines: &[$(Say($line),)+ NOT_YOU], patience: DAY.saturating_mul(7) }
    };
}

/// What the mails of this template say.
#[expect(
    clippy::too_many_lines,
    reason = "it is a table, and a mail left out must not compile"
)]
pub(super) const fn letter(template: MailTemplate) -> Letter {
    use MailTemplate as T;
    match template {
        T::VerifyEmail => Letter {
            subject: "Your code for {site}",
            lines: &[
                Say("To show that this address is yours, type this code:"),
                Secret,
                NEVER_ASKED,
                IGNORE,
            ],
            patience: HOUR,
        },
        T::VerifyEmailChange => Letter {
            subject: "Your code for {site}",
            lines: &[
                Say("To use this address for your account, type this code:"),
                Secret,
                NEVER_ASKED,
                IGNORE,
            ],
            patience: HOUR,
        },
        T::SignInCode => Letter {
            subject: "Your sign-in code for {site}",
            lines: &[
                Say("To sign in, type this code:"),
                Secret,
                NEVER_ASKED,
                NOT_YOU,
            ],
            patience: HOUR,
        },
        T::MagicLink => Letter {
            subject: "Sign in to {site}",
            lines: &[
                Say("To sign in, open this link:"),
                Secret,
                Say("It works once."),
                IGNORE,
            ],
            patience: HOUR,
        },
        T::PasswordResetLink => Letter {
            subject: "Set a new password for {site}",
            lines: &[
                Say("To set a new password, open this link:"),
                Secret,
                Say("It works once."),
                IGNORE,
            ],
            patience: HOUR,
        },
        T::AppReset => Letter {
            subject: "Your account at {site}",
            lines: &[
                Say("To {opens}, open this link:"),
                Secret,
                Say("It works once. Nobody from {site} has seen it, or will ever ask you for it."),
                NOT_YOU,
            ],
            patience: DAY,
        },
        T::ResetMailed => notice!(
            "A link to your account at {site} was mailed",
            "A link that opens your account at {site} was mailed to the address it has now."
        ),
        T::Invitation => Letter {
            subject: "You are invited to {tenant} on {site}",
            lines: &[
                Say("You are invited to {tenant} as {role}. To accept, open this link:"),
                Secret,
                IGNORE,
            ],
            patience: DAY.saturating_mul(7),
        },
        T::RegisteredAgain => Letter {
            subject: "You have an account at {site} already",
            lines: &[
                Say(
                    "Somebody, perhaps you, tried to register this address. It has an account already: sign in, or \
                     reset the password there.",
                ),
                NOT_YOU,
            ],
            patience: DAY,
        },
        T::NoAccount => Letter {
            subject: "There is no account for this address at {site}",
            lines: &[
                Say(
                    "Somebody, perhaps you, asked to sign in with this address. There is no account for it; perhaps \
                     you use another one.",
                ),
                IGNORE,
            ],
            patience: DAY,
        },
        T::EmailChanged => notice!(
            "The address of your account at {site} changed",
            "The e-mail address of your account at {site} changed."
        ),
        T::EmailVerified => notice!(
            "Your address at {site} counts as proved",
            "The e-mail address of your account at {site} was marked as proved."
        ),
        T::PasswordChanged => notice!(
            "Your password at {site} changed",
            "The password of your account at {site} changed."
        ),
        T::PasswordReset => notice!(
            "Your password at {site} was reset",
            "The password of your account at {site} was reset by mail."
        ),
        T::AccountLocked => notice!(
            "Password sign-in to {site} is closed",
            "After many wrong passwords, your account at {site} takes no password for now.",
            "A password reset opens it again; passkeys and devices that are signed in go on working."
        ),
        T::AccountFrozen => notice!(
            "Your account at {site} is locked",
            "Your account at {site} was locked at once and every session was ended. Ask {contact} to open it again."
        ),
        T::AccountDisabled => notice!(
            "Your account at {site} is closed",
            "Your account at {site} was closed."
        ),
        T::AccountEnabled => notice!(
            "Your account at {site} is open again",
            "Your account at {site} was opened again."
        ),
        T::SessionsEnded => notice!(
            "You were signed out of {site}",
            "Sessions of your account at {site} were ended."
        ),
        T::SessionReplayed => notice!(
            "A session at {site} was ended",
            "A session of your account at {site} was used from two places, so it was ended. Sign in again."
        ),
        T::FactorsReset => notice!(
            "Your second factors at {site} were reset",
            "The second factors of your account at {site} were removed and every session was ended.",
            "Sign in and enrol a second factor again."
        ),
        T::TotpEnrolled => notice!(
            "An authenticator was added at {site}",
            "An authenticator was added to your account at {site}."
        ),
        T::TotpRemoved => notice!(
            "An authenticator was removed at {site}",
            "An authenticator was removed from your account at {site}."
        ),
        T::TotpClosed => notice!(
            "Authenticator codes for {site} are closed",
            "After many wrong codes, your account at {site} takes no code of an authenticator for now.",
            "Passkeys, recovery codes and devices that are signed in go on working."
        ),
        T::PasskeyRegistered => notice!(
            "A passkey was added at {site}",
            "A passkey was added to your account at {site}."
        ),
        T::PasskeyRemoved => notice!(
            "A passkey was removed at {site}",
            "A passkey was removed from your account at {site}."
        ),
        T::PasskeyRefused => notice!(
            "A passkey was refused at {site}",
            "A passkey of your account at {site} was refused: it may have been copied."
        ),
        T::RecoveryCodesIssued => notice!(
            "New recovery codes at {site}",
            "Recovery codes were issued for your account at {site}. Earlier ones no longer count."
        ),
        T::RecoveryCodesVoided => notice!(
            "Your recovery codes at {site} no longer count",
            "The recovery codes of your account at {site} were voided."
        ),
        T::RecoveryCodeUsed => notice!(
            "A recovery code was used at {site}",
            "A recovery code of your account at {site} was used."
        ),
        T::IdentityLinked => notice!(
            "A linked account was added at {site}",
            "An account of another service was linked to your account at {site}."
        ),
        T::IdentityUnlinked => notice!(
            "A linked account was removed at {site}",
            "An account of another service was unlinked from your account at {site}."
        ),
        T::RoleChanged => notice!(
            "Your role at {site} changed",
            "A role of your account at {site} was granted or withdrawn."
        ),
    }
}
