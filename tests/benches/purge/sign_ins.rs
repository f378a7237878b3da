//! Sign-ins while an operator's audit transaction is open, and while none is, in turns.

use std::time::Instant;

use sqlx::{Connection, PgConnection};

use crate::house::House;
use crate::sums::percentile;

const ROUNDS: usize = 10;

/// What a sign-in writes, in one transaction: a session, its token, the user's last sign-in, an event.
const SIGN_IN: &[&str] = &[
    "INSERT INTO sessions (id, user_id, token_hash, created_at, seen_at, expires_at)
    VALUES ($1, $2, sha256($1::text::bytea), now(), now(), now() + interval '30 days')",
    "INSERT INTO refresh_tokens (id, session_id, family_id, token_hash, created_at, expires_at)
    VALUES ($1, $1, $2, sha256($1::text::bytea), now(), now() + interval '30 days')",
    "UPDATE users SET last_sign_in_at = now() WHERE id = $2 AND $1 = $1",
    "INSERT INTO events (id, at, user_id, kind) VALUES ($1, now(), $2, 'sign_in')",
];

async fn sign_in(connection: &mut PgConnection, user: uuid::Uuid) -> f64 {
    let began = Instant::now();
    let mut tx = connection.begin().await.unwrap();
    let id = uuid::Uuid::new_v4();
    for text in SIGN_IN {
        sqlx::query(*text)
            .bind(id)
            .bind(user)
            .execute(&mut *tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    began.elapsed().as_secs_f64() * 1e3
}

/// Prints both p99 and their ratio.
pub(crate) async fn measure(house: &House, count: usize) {
    house.copy("busy").await;
    let mut connection = house.connect("busy").await;
    let mut operator = house.connect("busy").await;
    let users: Vec<uuid::Uuid> = sqlx::query_scalar("SELECT id FROM users LIMIT 10000")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let (mut alone, mut beside) = (vec![], vec![]);
    for round in 0..2 * ROUNDS {
        let open = round % 2 == 1;
        let mut held = operator.begin().await.unwrap();
        if open {
            // As an action does: the head of the chain is locked until it commits.
            sqlx::query("SELECT seq FROM wardroom.audit_head FOR UPDATE")
                .execute(&mut *held)
                .await
                .unwrap();
        }
        for n in 0..count / ROUNDS {
            let user = users[(round * 7 + n * 13) % users.len()];
            let took = sign_in(&mut connection, user).await;
            if open {
                beside.push(took);
            } else {
                alone.push(took);
            }
        }
        held.rollback().await.unwrap();
    }
    let (p99, p99_beside) = (percentile(&alone, 99), percentile(&beside, 99));
    println!(
        "sign-ins, {} each in {ROUNDS} rounds: p50 {:.2} / {:.2} ms, p99 {p99:.2} ms alone, {p99_beside:.2} ms beside an open audit transaction, {:.2} times (budget 1.1)",
        alone.len(),
        percentile(&alone, 50),
        percentile(&beside, 50),
        p99_beside / p99,
    );
    connection.close().await.unwrap();
    operator.close().await.unwrap();
    house.drop("busy").await;
}
