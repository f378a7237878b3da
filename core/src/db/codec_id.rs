//! [`Id`] in both engines: the value says which type it is bound as, the column which kind it is read as.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef};
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Postgres, Sqlite, Type, TypeInfo, ValueRef};
use uuid::Uuid;

use super::Int;
use crate::model::Id;

impl Type<Postgres> for Id {
    fn type_info() -> PgTypeInfo {
        <Uuid as Type<Postgres>>::type_info()
    }

    fn compatible(ty: &PgTypeInfo) -> bool {
        matches!(
            ty.name(),
            "UUID" | "TEXT" | "VARCHAR" | "CHAR" | "INT2" | "INT4" | "INT8"
        )
    }
}

impl Encode<'_, Postgres> for Id {
    fn encode_by_ref(&self, buf: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        match self {
            Self::Uuid(id) => Encode::<Postgres>::encode_by_ref(id, buf),
            Self::Text(id) => Encode::<Postgres>::encode_by_ref(id, buf),
            Self::Integer(id) => Encode::<Postgres>::encode_by_ref(id, buf),
        }
    }

    fn produces(&self) -> Option<PgTypeInfo> {
        Some(match self {
            Self::Uuid(_) => <Uuid as Type<Postgres>>::type_info(),
            Self::Text(_) => <String as Type<Postgres>>::type_info(),
            Self::Integer(_) => <i64 as Type<Postgres>>::type_info(),
        })
    }
}

impl<'r> Decode<'r, Postgres> for Id {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        let kind = value.type_info().name().to_owned();
        Ok(match kind.as_str() {
            "UUID" => Self::Uuid(<Uuid as Decode<Postgres>>::decode(value)?),
            "INT2" | "INT4" | "INT8" => Self::Integer(<Int as Decode<Postgres>>::decode(value)?.0),
            _ => Self::Text(<String as Decode<Postgres>>::decode(value)?),
        })
    }
}

impl Type<Sqlite> for Id {
    fn type_info() -> SqliteTypeInfo {
        <Vec<u8> as Type<Sqlite>>::type_info()
    }

    fn compatible(_: &SqliteTypeInfo) -> bool {
        true
    }
}

impl Encode<'_, Sqlite> for Id {
    fn encode_by_ref(&self, buf: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        match self {
            Self::Uuid(id) => Encode::<Sqlite>::encode_by_ref(id, buf),
            Self::Text(id) => Encode::<Sqlite>::encode_by_ref(id, buf),
            Self::Integer(id) => Encode::<Sqlite>::encode_by_ref(id, buf),
        }
    }

    fn produces(&self) -> Option<SqliteTypeInfo> {
        Some(match self {
            Self::Uuid(_) => <Uuid as Type<Sqlite>>::type_info(),
            Self::Text(_) => <String as Type<Sqlite>>::type_info(),
            Self::Integer(_) => <i64 as Type<Sqlite>>::type_info(),
        })
    }
}

impl<'r> Decode<'r, Sqlite> for Id {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        let kind = value.type_info().name().to_owned();
        Ok(match kind.as_str() {
            "BLOB" => Self::Uuid(<Uuid as Decode<Sqlite>>::decode(value)?),
            "INTEGER" => Self::Integer(<i64 as Decode<Sqlite>>::decode(value)?),
            _ => Self::Text(<String as Decode<Sqlite>>::decode(value)?),
        })
    }
}
