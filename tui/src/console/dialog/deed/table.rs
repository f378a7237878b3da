//! What can be done to a user from the console: one row per action, read by the keys, the palette and the dialog.

use wardroom_core::action::codes::{IssueFullSet, IssueOneTimeCode, VoidCodes};
use wardroom_core::action::user::{
    DisableUser, EnableUser, FreezeUser, MailReset, UnlockUser, VerifyEmail,
};
use wardroom_core::action::{Action, EndSessions, IssueBackupCodes, ResetFactors, Spec};
use wardroom_core::model::{Standing, Ts, UserId, UserLine};

use crate::console::driver::Deed;
use crate::console::keymap::Command;

/// How an action is spoken of.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The dialog's title, before the login.
    pub title: &'static str,
    /// The answer that does it.
    pub answer: &'static str,
    /// What is said once it is done, before the login.
    pub done: &'static str,
}

pub(super) const fn words(title: &'static str, answer: &'static str, done: &'static str) -> Words {
    Words {
        title,
        answer,
        done,
    }
}

/// One action as the operator meets it.
#[derive(Debug)]
pub struct Row {
    /// What asks for it.
    pub command: Command,
    /// Its place in the protocol.
    pub spec: &'static Spec,
    /// The action on this user.
    pub deed: fn(UserId) -> Deed,
    /// How it is spoken of.
    pub words: Words,
    /// Why not now, as far as the list knows.
    pub not_now: fn(&UserLine, Ts) -> Option<&'static str>,
}

const fn always(_: &UserLine, _: Ts) -> Option<&'static str> {
    None
}

pub(super) fn unless(possible: bool, why: &'static str) -> Option<&'static str> {
    (!possible).then_some(why)
}

/// Every action on a user, mild ones first.
pub const TABLE: &[Row] = &[
    Row {
        command: Command::Unlock,
        spec: &UnlockUser::SPEC,
        deed: Deed::Unlock,
        words: words("unlock", "unlock", "unlocked"),
        not_now: |line, now| {
            let is_held = line.user.is_locked(now) || line.user.failed_sign_ins > 0;
            unless(is_held, "it is not locked")
        },
    },
    Row {
        command: Command::EndAllSessions,
        spec: &EndSessions::SPEC,
        deed: Deed::EndSessions,
        words: words(
            "end every session of",
            "end them all",
            "ended every session of",
        ),
        not_now: |line, _| unless(line.sessions > 0, "no session lives"),
    },
    Row {
        command: Command::VerifyEmail,
        spec: &VerifyEmail::SPEC,
        deed: Deed::VerifyEmail,
        words: words(
            "take as proved the address of",
            "take it so",
            "took as proved the address of",
        ),
        not_now: |line, _| {
            unless(
                line.user.email_verified_at.is_none(),
                "the address is proved already",
            )
        },
    },
    Row {
        command: Command::MailReset,
        spec: &MailReset::SPEC,
        deed: Deed::MailReset,
        words: words(
            "mail a link that lets in",
            "mail it",
            "queued the mail of a link for",
        ),
        not_now: always,
    },
    Row {
        command: Command::ResetFactors,
        spec: &ResetFactors::SPEC,
        deed: Deed::ResetFactors,
        words: words(
            "reset the second factors of",
            "reset them",
            "reset the second factors of",
        ),
        not_now: |line, _| {
            unless(
                line.totp + line.passkeys > 0,
                "there is no second factor to reset",
            )
        },
    },
    Row {
        command: Command::IssueCodes,
        spec: &IssueOneTimeCode::SPEC,
        deed: Deed::IssueOneTime,
        words: words(
            "issue a 24-hour recovery code for",
            "issue it",
            "issued a 24-hour recovery code for",
        ),
        not_now: always,
    },
    Row {
        command: Command::IssueFullSet,
        spec: &IssueFullSet::SPEC,
        deed: Deed::IssueFullSet,
        words: words(
            "issue ten recovery codes for",
            "issue them",
            "issued ten recovery codes for",
        ),
        not_now: always,
    },
    Row {
        command: Command::IssueBackupCodes,
        spec: &IssueBackupCodes::SPEC,
        deed: Deed::IssueBackupCodes,
        words: words(
            "issue ten backup codes for",
            "issue them",
            "issued ten backup codes for",
        ),
        not_now: |line, _| {
            unless(
                line.totp > 0,
                "there is no authenticator that they could stand in for",
            )
        },
    },
    Row {
        command: Command::VoidCodes,
        spec: &VoidCodes::SPEC,
        deed: Deed::VoidCodes,
        words: words(
            "void the recovery codes of",
            "void them",
            "voided the recovery codes of",
        ),
        not_now: always,
    },
    Row {
        command: Command::Freeze,
        spec: &FreezeUser::SPEC,
        deed: Deed::Freeze,
        words: words("\u{201c}it wasn't me\u{201d}: freeze", "freeze", "froze"),
        not_now: always,
    },
    Row {
        command: Command::Disable,
        spec: &DisableUser::SPEC,
        deed: Deed::Disable,
        words: words("close", "close it", "closed"),
        not_now: |line, now| {
            let is_open = !matches!(
                line.user.standing(now),
                Standing::Disabled | Standing::Erased
            );
            unless(is_open, "it is closed already")
        },
    },
    Row {
        command: Command::Enable,
        spec: &EnableUser::SPEC,
        deed: Deed::Enable,
        words: words("open again", "open it", "opened again"),
        not_now: |line, now| {
            let is_closed = line.user.standing(now) == Standing::Disabled;
            unless(is_closed, "it is not closed")
        },
    },
];

/// What is masked is asked for on the user's own screen, which alone shows it then.
pub(super) const REVEAL: Words = words("show the personal data of", "show it", "masks it again");

/// A policy is asked for by the dialog in which its terms were typed.
pub(super) const SET_POLICY: Words =
    words("change the policy of", "change it", "changed the policy of");

#[cfg(test)]
mod tests {
    use wardroom_core::model::Id;

    use super::*;

    #[test]
    fn each_row_says_what_its_deed_is() {
        for row in TABLE {
            let deed = (row.deed)(UserId(Id::Integer(1)));
            assert_eq!(row.spec, deed.spec());
            assert!(row.command.changes(), "{}", row.spec.verb);
        }
    }
}
