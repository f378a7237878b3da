//! Status as a mark and a word, never as a colour alone: one table.

use super::Role;

/// A state worth a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// An account that can sign in.
    Active,
    /// An account that was invited and has not come yet.
    Invited,
    /// An account that is locked for now.
    Locked,
    /// An account whose address was never verified.
    Unverified,
    /// An account an operator switched off.
    Disabled,
    /// An account that was erased.
    Erased,
    /// A check that passed.
    Ok,
    /// A check that wants a person soon.
    Warn,
    /// A check that wants a person now.
    Danger,
    /// Something that is not there.
    Absent,
    /// Something that runs as it should.
    Fine,
    /// Something kept on purpose.
    Held,
}

/// How a state is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The role that colours it.
    pub role: Role,
    /// Its shape where the terminal draws shapes.
    pub unicode: &'static str,
    /// Its shape in plain ASCII.
    pub ascii: &'static str,
    /// The word beside it.
    pub word: &'static str,
}

const fn sign(role: Role, unicode: &'static str, ascii: &'static str, word: &'static str) -> Sign {
    Sign {
        role,
        unicode,
        ascii,
        word,
    }
}

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 12] = [
        Self::Active,
        Self::Invited,
        Self::Locked,
        Self::Unverified,
        Self::Disabled,
        Self::Erased,
        Self::Ok,
        Self::Warn,
        Self::Danger,
        Self::Absent,
        Self::Fine,
        Self::Held,
    ];

    /// Its row of the table.
    pub const fn sign(self) -> Sign {
        match self {
            Self::Active => sign(Role::Ok, "●", "+", "active"),
            Self::Invited => sign(Role::Info, "◌", "~", "invited"),
            Self::Locked => sign(Role::Danger, "■", "#", "locked"),
            Self::Unverified => sign(Role::Warn, "◇", "?", "unverified"),
            Self::Disabled => sign(Role::Warn, "○", "o", "disabled"),
            Self::Erased => sign(Role::Dim, "✕", "x", "erased"),
            Self::Ok => sign(Role::Ok, "ok", "ok", "fine"),
            Self::Warn => sign(Role::Warn, "!", "!", "needs care"),
            Self::Danger => sign(Role::Danger, "!!", "!!", "act now"),
            Self::Absent => sign(Role::Dim, "-", "-", "none"),
            Self::Fine => sign(Role::Ok, "+", "+", "on time"),
            Self::Held => sign(Role::Info, "=", "=", "held"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_account_states_share_a_shape_or_a_word() {
        let states = &Mark::ALL[..6];
        for pick in [
            |sign: Sign| sign.unicode,
            |sign: Sign| sign.ascii,
            |sign: Sign| sign.word,
        ] {
            let shown: HashSet<_> = states.iter().map(|mark| pick(mark.sign())).collect();
            assert_eq!(shown.len(), states.len());
        }
    }

    #[test]
    fn the_ascii_set_is_ascii() {
        assert!(Mark::ALL.iter().all(|mark| mark.sign().ascii.is_ascii()));
    }
}
