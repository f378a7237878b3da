//! Who operates the scenes' directory, each already signed in.

use sqlx::SqliteConnection;
use uuid::Uuid;
use wardroom_core::model::{Caller, Id, OperatorId};

use super::{DAY, now};

/// Sign-in name and role; each has a session whose second factor was just shown.
const OPERATORS: [(&str, &str); 3] = [("ana", "admin"), ("sue", "support"), ("otto", "auditor")];

pub(super) async fn operators(db: &mut SqliteConnection) {
    for (index, (name, role)) in OPERATORS.iter().enumerate() {
        let (id, now) = (operator_id(index), now().us());
        sqlx::query(
            "INSERT INTO wardroom_operators (id, name, role, status, created_at) VALUES ($1, $2, $3, 'active', $4)",
        )
        .bind(id)
        .bind(name)
        .bind(role)
        .bind(now)
        .execute(&mut *db)
        .await
        .unwrap();
        sqlx::query(
            "INSERT INTO wardroom_operator_sessions
                (id, operator_id, token_hash, created_at, seen_at, expires_at, factor_at)
             VALUES ($1, $1, $2, $3, $3, $4, $3)",
        )
        .bind(id)
        .bind(vec![u8::try_from(index).unwrap(); 32])
        .bind(now)
        .bind(now + DAY)
        .execute(&mut *db)
        .await
        .unwrap();
    }
}

fn operator_id(index: usize) -> Uuid {
    Uuid::from_u128(0xA000 + u128::try_from(index).unwrap())
}

/// An operator of the cast, with the session they left open.
pub(crate) fn operator(name: &str) -> Caller {
    let index = OPERATORS
        .iter()
        .position(|(known, _)| *known == name)
        .unwrap();
    let id = operator_id(index);
    Caller::Operator {
        id: OperatorId(Id::Uuid(id)),
        name: name.to_owned(),
        session: id,
    }
}
