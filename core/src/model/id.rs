//! Opaque ids: what kind of value a row is known by is the layout's affair, not the caller's.

use std::fmt;

use serde::{Serialize, Serializer};
use uuid::Uuid;

/// How a layout's ids are stored and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdKind {
    /// `uuid`, or 16 bytes on SQLite.
    Uuid,
    /// Text, compared byte by byte.
    Text,
    /// A 64-bit integer.
    Integer,
}

/// The id of a row, whatever its table and layout.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id {
    /// A UUID; the own layout's are version 7.
    Uuid(Uuid),
    /// A text id.
    Text(String),
    /// An integer id.
    Integer(i64),
}

impl IdKind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Text => "text",
            Self::Integer => "integer",
        }
    }

    /// Reads an id as a person or a program wrote it; `None` if it cannot be an id of this kind.
    pub fn parse(self, text: &str) -> Option<Id> {
        match self {
            Self::Uuid => Uuid::parse_str(text.trim()).ok().map(Id::Uuid),
            Self::Integer => text.trim().parse().ok().map(Id::Integer),
            Self::Text if text.is_empty() || text.contains('\0') => None,
            Self::Text => Some(Id::Text(text.to_owned())),
        }
    }
}

impl Id {
    /// The bytes that stand for it where a value is bound to its row.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Uuid(id) => id.as_bytes().to_vec(),
            Self::Text(id) => id.as_bytes().to_vec(),
            Self::Integer(id) => id.to_be_bytes().to_vec(),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uuid(id) => id.fmt(f),
            Self::Text(id) => f.write_str(id),
            Self::Integer(id) => id.fmt(f),
        }
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent, no_pg_array)]
        pub struct $name(pub Id);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )* };
}

ids! {
    /// The id of a user.
    UserId;
    /// The id of a session.
    SessionId;
    /// The id of a recovery-code set.
    CodeSetId;
    /// The id of a tenant.
    TenantId;
    /// The id of an invitation.
    InvitationId;
    /// The id of a linked identity.
    IdentityId;
    /// The id of a passkey.
    PasskeyId;
    /// The id of an API key.
    ApiKeyId;
    /// The id of an operator.
    OperatorId;
}
