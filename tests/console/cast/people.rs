//! Who lives in the scenes' directory, the crowd behind them, and the sessions they have open.

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{DAY, MINUTE, now};

/// Address, name, status, verified, locked, second factor, sessions, minutes since the last sign-in.
pub(super) type Person = (
    &'static str,
    &'static str,
    &'static str,
    bool,
    bool,
    bool,
    u8,
    i64,
);

const CAST: &[Person] = &[
    (
        "mallory@evil.test",
        "Mallory Evans",
        "active",
        true,
        true,
        false,
        3,
        32,
    ),
    (
        "alice@acme.test",
        "Alice Novák",
        "active",
        true,
        false,
        true,
        2,
        45,
    ),
    ("bob@acme.test", "Bob", "active", false, false, false, 0, 46),
    (
        "li.wei@northwind.test",
        "李伟",
        "active",
        true,
        false,
        true,
        1,
        47,
    ),
    (
        "samira@contoso.test",
        "سميرة",
        "disabled",
        true,
        false,
        true,
        0,
        48,
    ),
    (
        "borek@globex.test",
        "Bor\u{30c}ek",
        "active",
        true,
        false,
        true,
        1,
        49,
    ),
    (
        "alerts\u{1b}[2J@x.test",
        "bad\u{202e}\u{200b}name",
        "active",
        true,
        false,
        false,
        0,
        50,
    ),
];

/// How many are in the crowd behind the cast.
pub(crate) const CROWD: u16 = 240;

/// The cast and the crowd.
pub(super) async fn settle(db: &mut SqliteConnection) {
    for (index, person) in CAST.iter().enumerate() {
        insert(db, u128::try_from(index).unwrap() + 1, person).await;
    }
    for index in 0..CROWD {
        let email = format!("user{index:04}@crowd.test").leak();
        let seen = 100 + i64::from(index);
        insert(
            db,
            1_000 + u128::from(index),
            &(
                email,
                "Given Family",
                "active",
                true,
                false,
                index % 3 == 0,
                0,
                seen,
            ),
        )
        .await;
    }
}

pub(super) async fn insert(db: &mut SqliteConnection, id: u128, person: &Person) {
    let (email, name, status, is_verified, is_locked, has_totp, sessions, minutes) = *person;
    let now = now().us();
    let (id, seen) = (Uuid::from_u128(id), now - minutes * MINUTE);
    let created = now - 400 * DAY - minutes * MINUTE;
    sqlx::query(
        "INSERT INTO users (id, email, email_normalized, email_verified_at, display_name, status, locked_at,
            locked_until, lock_cause, password_hash, password_changed_at, failed_sign_ins, last_sign_in_at,
            created_at, updated_at)
         VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, 'x', $9, $10, $11, $9, $9)",
    )
    .bind(id)
    .bind(email)
    .bind(is_verified.then_some(created))
    .bind(name)
    .bind(status)
    .bind(is_locked.then_some(now - 30 * MINUTE))
    .bind(is_locked.then_some(now + 4 * MINUTE))
    .bind(is_locked.then_some("10 wrong passwords"))
    .bind(created)
    .bind(if is_locked { 10 } else { 0 })
    .bind(seen)
    .execute(&mut *db)
    .await
    .unwrap();
    if has_totp {
        sqlx::query(
            "INSERT INTO totp_factors (id, user_id, label, secret_sealed, key_version, created_at, confirmed_at)
             VALUES ($1, $1, 'phone', x'00', 1, $2, $2)",
        )
        .bind(id)
        .bind(created)
        .execute(&mut *db)
        .await
        .unwrap();
    }
    for number in 0..sessions {
        session(db, id, number, seen).await;
    }
}

pub(super) async fn session(db: &mut SqliteConnection, user: Uuid, number: u8, seen: i64) {
    let id = Uuid::from_u128(user.as_u128() * 1_000 + u128::from(number));
    let begun = seen - i64::from(number) * DAY;
    let client = [
        "Firefox on Linux",
        "iOS app 7.2",
        "Chrome\u{1b}]0;x\u{7} on macOS",
    ][usize::from(number)];
    session_of(db, user, id, client, begun).await;
}

pub(super) async fn session_of(
    db: &mut SqliteConnection,
    user: Uuid,
    id: Uuid,
    client: &str,
    begun: i64,
) {
    sqlx::query(
        "INSERT INTO sessions (id, user_id, token_hash, aal, ip_hash, ip_key_version, user_agent, created_at,
            seen_at, expires_at)
         VALUES ($1, $2, $3, 1, x'cafe0001', 1, $4, $5, $5, $6)",
    )
    .bind(id)
    .bind(user)
    .bind([id.as_bytes().as_slice(), id.as_bytes().as_slice()].concat())
    .bind(client)
    .bind(begun)
    .bind(begun + 30 * DAY)
    .execute(db)
    .await
    .unwrap();
}
