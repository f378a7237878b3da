//! The cast, as each application would have written it.

use std::fmt::Write;

use jiff::SignedDuration;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Conn, connect, sql};
use wardroom_core::entropy::OsEntropy;
use wardroom_core::ids::uuid_v7;
use wardroom_core::layout::Layout;
use wardroom_core::model::{Id, Ts};
use wardroom_tests::database::Fresh;
use wardroom_tests::foreign::authjs::Variant;
use wardroom_tests::foreign::better_auth::{Ids, ddl_with, spelled};
use wardroom_tests::foreign::sessions::Writer;

use super::Kind;

/// Hours from now at which the sessions expire: two of alice's, one of bob's, and one of bob's that is long over.
const EXPIRE: [(u8, i64); 4] = [(1, 24), (1, 48), (2, 24), (2, -24 * 60)];
const PEOPLE: [(u8, &str, bool); 2] = [(1, super::ALICE, true), (2, super::BOB, false)];

/// Makes the tables and the cast.
pub(super) async fn settle(db: &Fresh, kind: Kind) {
    match kind {
        Kind::Own => own(db).await,
        Kind::BetterAuth(spelling, ids) => better_auth(db, &Writer::new(spelling), ids).await,
        Kind::AuthJs(variant) => authjs(db, variant).await,
        // Its template has the cast.
        Kind::Supabase => {}
    }
}

fn hours(from_now: i64) -> jiff::Timestamp {
    SystemClock.now().timestamp() + SignedDuration::from_hours(from_now)
}

async fn own(db: &Fresh) {
    let target = db.url().parse().unwrap();
    up(&Place::own(&target), Set::Directory).await.unwrap();
    let pool = connect(&target, Access::Write, 1).await.unwrap();
    let mut pool = pool.named(Layout::own().names(pool.engine(), "public"));
    let id = || Id::Uuid(uuid_v7(&SystemClock, &OsEntropy));
    let made = Ts::from(hours(-24 * 90));
    let mut users = Vec::new();
    for (_, email, verified) in PEOPLE {
        let user = id();
        let text = "INSERT INTO {user} (id, email, email_normalized, email_verified_at, status, created_at, updated_at)
            VALUES ($1, $2, $2, $3, 'active', $4, $4)";
        let verified = verified.then_some(made);
        let statement = sql(text).bind(&user).bind(email).bind(verified).bind(made);
        pool.execute(statement).await.unwrap();
        users.push(user);
    }
    for (n, (of, until)) in (0_u8..).zip(EXPIRE) {
        let text =
            "INSERT INTO {session} (id, user_id, token_hash, aal, created_at, seen_at, expires_at)
            VALUES ($1, $2, $3, 1, $4, $5, $6)";
        let seen = Ts::from(hours(until.min(0) - 1));
        let statement = sql(text)
            .bind(id())
            .bind(&users[usize::from(of) - 1])
            .bind([n; 32])
            .bind(made)
            .bind(seen)
            .bind(Ts::from(hours(until)));
        pool.execute(statement).await.unwrap();
    }
    pool.close().await;
}

async fn better_auth(db: &Fresh, writer: &Writer, ids: Ids) {
    let at = |hour| writer.at(db.engine(), hours(hour));
    let made = at(-24 * 90);
    db.run(&ddl_with(db.engine(), writer.spelling, ids))
        .await
        .unwrap();
    let mut text = String::new();
    for (n, email, verified) in PEOPLE {
        let id = ids.nth(n);
        let named = id.trim_matches('\'');
        let _ = write!(
            text,
            "INSERT INTO \"user\" (id, name, email, emailVerified, createdAt, updatedAt, twoFactorEnabled)
                VALUES ({id}, 'Crew', '{email}', {verified}, {made}, {made}, {verified});
            INSERT INTO account (id, accountId, providerId, userId, password, createdAt, updatedAt)
                VALUES ({id}, '{named}', 'credential', {id}, 'CANARY-hash', {made}, {made});"
        );
    }
    for (n, (of, until)) in (1..).zip(EXPIRE) {
        let (id, user, until) = (ids.nth(n), ids.nth(of), at(until));
        let _ = write!(
            text,
            "INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt, ipAddress, userAgent)
                VALUES ({id}, 'CANARY-token-{n}', {user}, {until}, {made}, {made}, '192.0.2.7', 'Firefox');"
        );
    }
    let one = ids.nth(1);
    let _ = write!(
        text,
        "INSERT INTO twoFactor (id, secret, backupCodes, userId, verified)
            VALUES ({one}, 'CANARY-secret', 'CANARY-codes', {one}, true);"
    );
    db.run(&spelled(&text, writer.spelling)).await.unwrap();
}

async fn authjs(db: &Fresh, variant: Variant) {
    variant.make(db).await;
    let at = |hour| format!("{{at {}}}", hours(hour).strftime("%Y-%m-%dT%H:%M:%S.%3fZ"));
    let mut text = String::new();
    for (n, email, verified) in PEOPLE {
        let user = variant.user(n);
        let verified = if verified { at(-24) } else { "NULL".to_owned() };
        let _ = write!(
            text,
            "INSERT INTO {{User}} (id, name, email, {{emailVerified}}) VALUES ({user}, 'Crew', '{email}', {verified});"
        );
    }
    for (n, (of, until)) in EXPIRE.into_iter().enumerate() {
        let (user, until) = (variant.user(of), at(until));
        let _ = write!(
            text,
            "INSERT INTO {{Session}} ({{sessionToken}}, {{userId}}, expires) VALUES ('CANARY-token-{n}', {user}, {until});"
        );
    }
    if variant == Variant::PrismaMapped {
        text += "UPDATE {Session} SET id = 's' || substr({sessionToken}, 14);";
    }
    db.run(&variant.spelled(db.engine(), &text)).await.unwrap();
}
