//! The record of what operators did: entries chained by hash, their personal part kept beside the chain.

use serde::{Deserialize, Serialize};

use super::canonical::Canonical;
use super::words::words;
use super::{IdentifiedBy, Ts, hex};

words! {
    /// Who acted.
    ActorKind {
        /// A person.
        Operator = "operator",
        /// A service token.
        Service = "service",
        /// Wardroom itself: the worker.
        System = "system",
    }
}

words! {
    /// How it ended.
    AuditOutcome {
        /// It was done.
        Done = "done",
        /// It was refused; nothing changed.
        Refused = "refused",
        /// It failed; nothing changed.
        Failed = "failed",
    }
}

/// One entry as it stands in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(deny_unknown_fields)]
pub struct AuditEntry {
    /// Its place in the chain, from 1, without gaps.
    #[sqlx(try_from = "crate::db::Int")]
    pub seq: i64,
    /// Its id.
    #[serde(deserialize_with = "uuid")]
    pub id: super::Id,
    /// When.
    pub at: Ts,
    /// Who acted.
    pub actor_kind: ActorKind,
    /// Their id.
    pub actor_id: Option<String>,
    /// Their name then.
    pub actor_name: String,
    /// What was done, as the command is spelled.
    pub verb: String,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// What it was done to.
    pub target_kind: Option<String>,
    /// Its id.
    pub target_id: Option<String>,
    /// A JSON object without personal data, exactly as hashed.
    pub detail: String,
    /// The salted hash of the personal part, where there is one.
    #[serde(with = "hex::optional")]
    pub personal_commitment: Option<Vec<u8>>,
    /// The hash of the entry before.
    #[serde(with = "hex")]
    pub prev_hash: Vec<u8>,
    /// SHA-256 of [`AuditEntry::canonical`].
    #[serde(with = "hex")]
    pub hash: Vec<u8>,
}

/// The erasable part of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Personal {
    /// Why, in the operator's words.
    pub reason: Option<String>,
    /// A ticket reference.
    pub ticket: Option<String>,
    /// How the person asking was identified.
    pub identified_by: Option<String>,
    /// The address of the account it was done to.
    pub email: Option<String>,
}

impl Personal {
    /// The personal part of a reason and the address it is about.
    pub fn new(reason: Option<&super::Reason>, email: Option<String>) -> Self {
        Self {
            reason: reason
                .map(|r| r.text.clone())
                .filter(|text| !text.is_empty()),
            ticket: reason.and_then(|r| r.ticket.clone()),
            identified_by: reason
                .and_then(|r| r.identified_by)
                .map(IdentifiedBy::word)
                .map(str::to_owned),
            email,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl AuditEntry {
    /// The bytes that are hashed: a fixed label, then every field but the hash.
    pub fn canonical(&self) -> Vec<u8> {
        Canonical::new("wardroom audit 1")
            .int(self.seq)
            .text(&self.id.to_string())
            .int(self.at.us())
            .text(self.actor_kind.word())
            .optional(self.actor_id.as_deref())
            .text(&self.actor_name)
            .text(&self.verb)
            .text(self.outcome.word())
            .optional(self.target_kind.as_deref())
            .optional(self.target_id.as_deref())
            .text(&self.detail)
            .optional(self.personal_commitment.as_deref())
            .bytes(&self.prev_hash)
            .done()
    }
}

fn uuid<'de, D: serde::Deserializer<'de>>(from: D) -> Result<super::Id, D::Error> {
    let text = String::deserialize(from)?;
    uuid::Uuid::parse_str(&text)
        .map(super::Id::Uuid)
        .map_err(serde::de::Error::custom)
}
