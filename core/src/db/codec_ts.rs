//! [`Ts`] in both engines: TIMESTAMPTZ on PostgreSQL, INTEGER microseconds on SQLite.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueFormat, PgValueRef};
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Postgres, Sqlite, Type};

use crate::model::Ts;

/// 2000-01-01T00:00:00Z, from which PostgreSQL's binary timestamps count.
pub(super) const PG_EPOCH_US: i64 = 946_684_800_000_000;

/// 4714-11-24 BC, PostgreSQL's first timestamp, in microseconds from its epoch.
const PG_FIRST_US: i64 = -211_813_488_000_000_000;

impl Type<Sqlite> for Ts {
    fn type_info() -> SqliteTypeInfo {
        <i64 as Type<Sqlite>>::type_info()
    }

    fn compatible(ty: &SqliteTypeInfo) -> bool {
        <i64 as Type<Sqlite>>::compatible(ty)
    }
}

impl Encode<'_, Sqlite> for Ts {
    fn encode_by_ref(&self, buf: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Sqlite>::encode(self.us(), buf)
    }
}

impl<'r> Decode<'r, Sqlite> for Ts {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self::saturating_from_us(<i64 as Decode<Sqlite>>::decode(
            value,
        )?))
    }
}

impl Type<Postgres> for Ts {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_name("TIMESTAMPTZ")
    }
}

impl Encode<'_, Postgres> for Ts {
    fn encode_by_ref(&self, buf: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        // Further back than PostgreSQL goes is as far as it goes.
        Encode::<Postgres>::encode((self.us() - PG_EPOCH_US).max(PG_FIRST_US), buf)
    }
}

impl<'r> Decode<'r, Postgres> for Ts {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        match value.format() {
            // 'infinity' is i64::MAX, and JavaScript's last day lies in the year 275760: the end of what can be held, never a
            // wrapped date, nor an error that hides the rows beside it.
            PgValueFormat::Binary => Ok(Self::saturating_from_us(
                <i64 as Decode<Postgres>>::decode(value)?.saturating_add(PG_EPOCH_US),
            )),
            PgValueFormat::Text => Ok(value.as_str()?.parse::<Self>()?),
        }
    }
}
