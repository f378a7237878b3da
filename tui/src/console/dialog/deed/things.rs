//! What can be done to one thing of a user, chosen in its list: one row per action, as for users.

use wardroom_core::action::api_key::{DisableApiKey, EnableApiKey};
use wardroom_core::action::{
    Action, EndSession, RemovePasskey, RevokeInvitation, Spec, UnlinkIdentity,
};
use wardroom_core::model::{AccessRow, Factor, FactorKind, PasskeyId, Safe, Session, Ts};

use super::table::{Words, unless, words};
use crate::console::driver::Deed;
use crate::console::keymap::Command;

/// What the cursor is on.
#[derive(Clone, Copy, Debug)]
pub enum Thing<'a> {
    /// Nothing that can be acted on by itself.
    None,
    /// A session.
    Session(&'a Session),
    /// A second factor.
    Factor(&'a Factor),
    /// One of what lets them in.
    Access(&'a AccessRow),
}

/// One action as the operator meets it.
#[derive(Debug)]
pub struct Row {
    /// What asks for it.
    pub command: Command,
    /// Its place in the protocol.
    pub spec: &'static Spec,
    /// The action, where it is one on a thing of this kind.
    pub deed: fn(Thing<'_>) -> Option<Deed>,
    /// What has to be chosen first.
    pub choose: &'static str,
    /// How it is spoken of.
    pub words: Words,
    /// Why not now.
    pub not_now: fn(Thing<'_>, Ts) -> Option<&'static str>,
    /// Whether it changes the account, which may be protected.
    pub is_of_account: bool,
}

/// Every action on a thing, mild ones first.
pub const TABLE: &[Row] = &[
    Row {
        command: Command::EndSession,
        spec: &EndSession::SPEC,
        deed: |thing| match thing {
            Thing::Session(session) => Some(Deed::EndSession(session.id.clone())),
            _ => None,
        },
        choose: "choose a live session in the tab of sessions",
        words: words("end one session of", "end it", "1 session ended"),
        not_now: |thing, now| {
            let is_over = matches!(thing, Thing::Session(session) if !session.is_live(now));
            unless(!is_over, "this session has ended already")
        },
        is_of_account: true,
    },
    Row {
        command: Command::DisableApiKey,
        spec: &DisableApiKey::SPEC,
        deed: |thing| match thing {
            Thing::Access(AccessRow::ApiKey(key)) => Some(Deed::DisableApiKey(key.id.clone())),
            _ => None,
        },
        choose: "choose an API key in the tab of access",
        words: words("stop an API key of", "stop it", "stopped an API key of"),
        not_now: |thing, _| unless(is_taken(thing), "this key is stopped already"),
        is_of_account: true,
    },
    Row {
        command: Command::EnableApiKey,
        spec: &EnableApiKey::SPEC,
        deed: |thing| match thing {
            Thing::Access(AccessRow::ApiKey(key)) => Some(Deed::EnableApiKey(key.id.clone())),
            _ => None,
        },
        choose: "choose a stopped API key in the tab of access",
        words: words("start an API key of", "start it", "started an API key of"),
        not_now: |thing, _| unless(!is_taken(thing), "this key was not stopped"),
        is_of_account: true,
    },
    Row {
        command: Command::RevokeInvitation,
        spec: &RevokeInvitation::SPEC,
        deed: |thing| match thing {
            Thing::Access(AccessRow::Invitation(offer)) => {
                Some(Deed::RevokeInvitation(offer.id.clone()))
            }
            _ => None,
        },
        choose: "choose an invitation in the tab of access",
        words: words(
            "revoke an invitation of",
            "revoke it",
            "revoked an invitation of",
        ),
        not_now: |_, _| None,
        is_of_account: false,
    },
    Row {
        command: Command::UnlinkIdentity,
        spec: &UnlinkIdentity::SPEC,
        deed: |thing| match thing {
            Thing::Access(AccessRow::Identity(linked)) => {
                Some(Deed::UnlinkIdentity(linked.id.clone()))
            }
            _ => None,
        },
        choose: "choose an identity in the tab of access",
        words: words(
            "unlink an identity of",
            "unlink it",
            "unlinked an identity of",
        ),
        not_now: |_, _| None,
        is_of_account: true,
    },
    Row {
        command: Command::RemovePasskey,
        spec: &RemovePasskey::SPEC,
        deed: |thing| match thing {
            Thing::Factor(factor) if factor.kind == FactorKind::Passkey => {
                Some(Deed::RemovePasskey(PasskeyId(factor.id.clone())))
            }
            _ => None,
        },
        choose: "choose a passkey in the tab of second factors",
        words: words("remove a passkey of", "remove it", "removed a passkey of"),
        not_now: |_, _| None,
        is_of_account: true,
    },
];

const fn is_taken(thing: Thing<'_>) -> bool {
    matches!(thing, Thing::Access(AccessRow::ApiKey(key)) if key.enabled)
}

impl Thing<'_> {
    /// What kind it is, and what tells it from others of the same user.
    pub fn named(self) -> Option<(&'static str, Safe)> {
        let named = |kind, name: &str| Some((kind, Safe::new(name)));
        match self {
            Self::Session(session) => {
                let client = session.user_agent.as_deref();
                named("client", client.unwrap_or("an unnamed client"))
            }
            Self::Factor(factor) => {
                let id = factor.id.to_string();
                named(factor.kind.word(), factor.label.as_deref().unwrap_or(&id))
            }
            Self::Access(AccessRow::Identity(linked)) => {
                let (provider, print) = (&linked.provider, &linked.fingerprint);
                named("identity", &format!("{provider}, account {print}"))
            }
            Self::Access(AccessRow::ApiKey(key)) => {
                let label = key.label.as_deref().unwrap_or("without a name");
                named("api key", &format!("{label}, {}", key.fingerprint))
            }
            Self::Access(AccessRow::Invitation(offer)) => {
                let place = offer.tenant.as_deref().unwrap_or("the whole platform");
                named("offer", &format!("{} of {place}", offer.role))
            }
            Self::None | Self::Access(AccessRow::Role(_) | AccessRow::Membership(_)) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use wardroom_core::model::{ApiKey, ApiKeyId, Id};

    use super::*;

    #[test]
    fn a_row_acts_on_its_own_kind_of_thing_alone() {
        let key = AccessRow::ApiKey(ApiKey {
            id: ApiKeyId(Id::Integer(1)),
            user_id: None,
            label: None,
            fingerprint: String::new(),
            enabled: true,
            created_at: Ts::EPOCH,
            expires_at: None,
            last_used_at: None,
        });
        for row in TABLE {
            assert!((row.deed)(Thing::None).is_none(), "{}", row.spec.verb);
            assert!(row.command.changes(), "{}", row.spec.verb);
            let deed = (row.deed)(Thing::Access(&key));
            assert_eq!(deed.is_some(), row.spec.verb.starts_with("api-keys"));
            assert!(deed.is_none_or(|deed| deed.spec() == row.spec));
        }
    }
}
