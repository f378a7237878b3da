//! What lets mallory in: names as hostile as she is, a tenant that is closed, and as many more as a scene wants.

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{DAY, MINUTE, now};

const MALLORY: u128 = 1;
const ALICE: u128 = 2;
/// Slug, name, status, role.
const TENANTS: [(&str, &str, &str, &str); 2] = [
    ("acme", "Acme\u{1b}[5m\u{202e} gnidloH", "active", "OWNER"),
    ("globex", "Globex", "disabled", "STAFF"),
];

pub(super) async fn mallory(db: &mut SqliteConnection, tenants: u16) {
    member(db, None, "PLATFORM_ADMIN", 0).await;
    for (number, (slug, name, status, role)) in (1..).zip(TENANTS) {
        tenant(db, number, slug, name, status).await;
        member(db, Some(number), role, number).await;
    }
    for number in 10..10 + u128::from(tenants) {
        let slug = format!("north{number}");
        tenant(db, number, &slug, "North", "active").await;
        member(db, Some(number), "CUSTOMER", number).await;
    }
    identity(
        db,
        1,
        "github",
        Some("mal\u{1b}[2J@git.test"),
        Some(now().us() - 3 * DAY),
    )
    .await;
    identity(db, 2, "google", None, None).await;
    invitation(db, Some(1), "STAFF", Some(ALICE)).await;
}

async fn tenant(db: &mut SqliteConnection, id: u128, slug: &str, name: &str, status: &str) {
    sqlx::query("INSERT INTO tenants (id, slug, name, status, created_at, updated_at) VALUES ($1, $2, $3, $4, 1, 1)")
        .bind(Uuid::from_u128(id))
        .bind(slug)
        .bind(name)
        .bind(status)
        .execute(db)
        .await
        .unwrap();
}

async fn member(db: &mut SqliteConnection, tenant: Option<u128>, role: &str, at: u128) {
    sqlx::query("INSERT INTO memberships (id, user_id, tenant_id, role, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(Uuid::from_u128(0x3000 + at))
        .bind(Uuid::from_u128(MALLORY))
        .bind(tenant.map(Uuid::from_u128))
        .bind(role)
        .bind(now().us() - 100 * DAY + i64::try_from(at).unwrap() * MINUTE)
        .execute(db)
        .await
        .unwrap();
}

async fn identity(
    db: &mut SqliteConnection,
    id: u128,
    provider: &str,
    email: Option<&str>,
    used: Option<i64>,
) {
    sqlx::query(
        "INSERT INTO identities (id, user_id, provider, subject, email, email_verified, created_at, last_used_at)
         VALUES ($1, $2, $3, 'octocat', $4, TRUE, $5, $6)",
    )
    .bind(Uuid::from_u128(0x4000 + id))
    .bind(Uuid::from_u128(MALLORY))
    .bind(provider)
    .bind(email)
    .bind(now().us() - 90 * DAY)
    .bind(used)
    .execute(db)
    .await
    .unwrap();
}

async fn invitation(db: &mut SqliteConnection, tenant: Option<u128>, role: &str, by: Option<u128>) {
    sqlx::query(
        "INSERT INTO invitations (id, tenant_id, email_normalized, role, token_hash, invited_by, created_at, expires_at)
         VALUES ($1, $2, 'mallory@evil.test', $3, zeroblob(32), $4, $5, $6)",
    )
    .bind(Uuid::from_u128(0x5000))
    .bind(tenant.map(Uuid::from_u128))
    .bind(role)
    .bind(by.map(Uuid::from_u128))
    .bind(now().us() - DAY)
    .bind(now().us() + 6 * DAY)
    .execute(db)
    .await
    .unwrap();
}
