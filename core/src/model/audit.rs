//! The record of what operators did: entries chained by hash, their personal part kept beside the chain.

use serde::Serialize;

use super::words::words;
use super::{IdentifiedBy, Ts};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct AuditEntry {
    /// Its place in the chain, from 1, without gaps.
    #[sqlx(try_from = "crate::db::Int")]
    pub seq: i64,
    /// Its id.
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
    #[serde(serialize_with = "hex_opt")]
    pub personal_commitment: Option<Vec<u8>>,
    /// The hash of the entry before.
    #[serde(serialize_with = "hex")]
    pub prev_hash: Vec<u8>,
    /// SHA-256 of [`AuditEntry::canonical`].
    #[serde(serialize_with = "hex")]
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
    /// The bytes that are hashed: a fixed label, then every field but the hash, each prefixed with its length, an
    /// absent one with a length that cannot be.
    pub fn canonical(&self) -> Vec<u8> {
        let mut out = b"wardroom audit 1\n".to_vec();
        let mut field = |bytes: Option<&[u8]>| {
            let length = bytes.map_or(u64::MAX, |b| b.len() as u64);
            out.extend_from_slice(&length.to_be_bytes());
            out.extend_from_slice(bytes.unwrap_or_default());
        };
        field(Some(&self.seq.to_be_bytes()));
        field(Some(self.id.to_string().as_bytes()));
        field(Some(&self.at.us().to_be_bytes()));
        field(Some(self.actor_kind.word().as_bytes()));
        field(self.actor_id.as_deref().map(str::as_bytes));
        field(Some(self.actor_name.as_bytes()));
        field(Some(self.verb.as_bytes()));
        field(Some(self.outcome.word().as_bytes()));
        field(self.target_kind.as_deref().map(str::as_bytes));
        field(self.target_id.as_deref().map(str::as_bytes));
        field(Some(self.detail.as_bytes()));
        field(self.personal_commitment.as_deref());
        field(Some(&self.prev_hash));
        out
    }
}

fn hex<S: serde::Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&data_encoding::HEXLOWER.encode(bytes))
}

#[expect(clippy::ref_option, reason = "serde hands the field itself")]
fn hex_opt<S: serde::Serializer>(bytes: &Option<Vec<u8>>, to: S) -> Result<S::Ok, S::Error> {
    match bytes {
        Some(bytes) => hex(bytes, to),
        None => to.serialize_none(),
    }
}
