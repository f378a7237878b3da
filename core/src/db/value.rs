//! A bound value: what a statement carries besides its text.

use crate::model::{Id, Ts};

/// A value bound to a placeholder.
#[derive(Clone, Debug)]
pub enum Value {
    /// An id, bound as the kind of value it is.
    Id(Option<Id>),
    /// An instant in Wardroom's own spelling.
    Ts(Option<Ts>),
    /// An instant as a layout spells it.
    Instant(Instant),
    /// Text.
    Text(Option<String>),
    /// A 64-bit integer.
    Int(Option<i64>),
    /// A truth value.
    Bool(bool),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
    /// A JSON document.
    Json(serde_json::Value),
}

/// An instant spelled for a column that is not Wardroom's own.
#[derive(Clone, Debug, PartialEq)]
pub enum Instant {
    /// As Wardroom's own columns: TIMESTAMPTZ, or microseconds on SQLite.
    Native(Option<Ts>),
    /// An integer of the layout's unit.
    Int(Option<i64>),
    /// Text of the layout's format.
    Text(Option<String>),
}

macro_rules! into_value {
    ($($from:ty => |$v:ident| $make:expr;)*) => { $(
        impl From<$from> for Value {
            fn from($v: $from) -> Self {
                $make
            }
        }
    )* };
}

into_value! {
    Id => |v| Self::Id(Some(v));
    &Id => |v| Self::Id(Some(v.clone()));
    Option<Id> => |v| Self::Id(v);
    uuid::Uuid => |v| Self::Id(Some(Id::Uuid(v)));
    Ts => |v| Self::Ts(Some(v));
    Option<Ts> => |v| Self::Ts(v);
    Instant => |v| Self::Instant(v);
    &str => |v| Self::Text(Some(v.to_owned()));
    String => |v| Self::Text(Some(v));
    &String => |v| Self::Text(Some(v.clone()));
    Option<String> => |v| Self::Text(v);
    Option<&str> => |v| Self::Text(v.map(str::to_owned));
    i64 => |v| Self::Int(Some(v));
    i32 => |v| Self::Int(Some(v.into()));
    u32 => |v| Self::Int(Some(v.into()));
    Option<i64> => |v| Self::Int(v);
    bool => |v| Self::Bool(v);
    Vec<u8> => |v| Self::Bytes(Some(v));
    &[u8] => |v| Self::Bytes(Some(v.to_vec()));
    [u8; 32] => |v| Self::Bytes(Some(v.to_vec()));
    Option<Vec<u8>> => |v| Self::Bytes(v);
    serde_json::Value => |v| Self::Json(v);
}

/// Appends one value to a query of either engine, as the type its variant means.
macro_rules! bind_value {
    ($query:expr, $value:expr) => {
        match $value {
            Value::Id(Some(v)) => $query.bind(v),
            // Which kind of id the column holds, only the database knows here.
            Value::Id(None) => $query.bind(crate::db::codec_null::Null),
            Value::Ts(v) | Value::Instant(Instant::Native(v)) => $query.bind(v),
            Value::Text(v) | Value::Instant(Instant::Text(v)) => $query.bind(v),
            Value::Int(v) | Value::Instant(Instant::Int(v)) => $query.bind(v),
            Value::Bool(v) => $query.bind(v),
            Value::Bytes(v) => $query.bind(v),
            Value::Json(v) => $query.bind(v),
        }
    };
}

pub(super) use bind_value;
