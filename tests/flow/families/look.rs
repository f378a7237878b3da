//! What the rows say, held against the model.

use std::collections::HashMap;

use proptest::prop_assert_eq;
use wardroom_core::crypto::token::Token;
use wardroom_core::db::{Conn, Int, sql};
use wardroom_core::model::{Id, SessionId, Ts};

use super::house::House;
use super::play::{Judged, Pair};

/// Families with two tokens that nobody has used or revoked.
const FORKED: &str =
    "SELECT count(*) FROM (SELECT {r.refresh_token.family_id} FROM {refresh_token} r
    WHERE {r.refresh_token.used_at} IS NULL AND {r.refresh_token.revoked_at} IS NULL
    GROUP BY {r.refresh_token.family_id} HAVING count(*) > 1) AS forked";
/// Tokens that are followed by two.
const TWINS: &str =
    "SELECT count(*) FROM (SELECT {r.refresh_token.parent_id} FROM {refresh_token} r
    WHERE {r.refresh_token.parent_id} IS NOT NULL
    GROUP BY {r.refresh_token.parent_id} HAVING count(*) > 1) AS twins";
/// Tokens that outlived the end of their session.
const ORPHANS: &str =
    "SELECT count(*) FROM {refresh_token} r JOIN {session} s ON {s.session.id} = {r.refresh_token.session_id}
    WHERE {s.session.revoked_at} IS NOT NULL AND {r.refresh_token.revoked_at} IS NULL";
const LIVE: &str =
    "SELECT {s.session.id} AS id FROM {session} s WHERE {s.session.revoked_at} IS NULL
    AND {s.session.expires_at} > $1 AND {s.session.seen_at} > $2";
const STATE: &str = "SELECT {@s.session.revoked_at} AS ended, {@r.refresh_token.used_at} AS used
    FROM {session} s JOIN {refresh_token} r ON {r.refresh_token.session_id} = {s.session.id}
    WHERE {s.session.id} = $1 AND {r.refresh_token.token_hash} = $2";
const REPLAYS: &str = "SELECT {e.event.session_id} AS id, count(*) AS times FROM {event} e
    WHERE {e.event.kind} = 'refresh_replayed' AND CAST({e.event.detail} AS TEXT) LIKE '%\"ended\":%true%'
    GROUP BY {e.event.session_id}";

/// How one session and one of its tokens stand.
pub(super) struct State {
    pub(super) is_ended: bool,
    pub(super) is_used: bool,
}

/// What may never be, whatever happened.
pub(super) async fn never(house: &House) -> Judged {
    for (what, text) in [("forked", FORKED), ("twins", TWINS), ("orphans", ORPHANS)] {
        let (count,): (Int,) = house.db.clone().one(sql(text)).await.unwrap();
        prop_assert_eq!(count.0, 0, "{}", what);
    }
    Ok(())
}

/// The sessions that live are those the model has alive.
pub(super) async fn compare(house: &House, pairs: &[Pair]) -> Judged {
    never(house).await?;
    let now = house.now();
    let idle = now.minus(wardroom_core::model::Session::IDLE_LIMIT);
    let rows: Vec<(Id,)> = house
        .db
        .clone()
        .all(sql(LIVE).bind(now).bind(idle))
        .await
        .unwrap();
    let live: Vec<&Id> = rows.iter().map(|(id,)| id).collect();
    for pair in pairs {
        let is_there = live.contains(&&pair.begun.id.0);
        prop_assert_eq!(is_there, pair.model.is_live(now), "a session's life");
    }
    Ok(())
}

/// Every replay left its evidence once, whether or not the rows it speaks of are still there.
pub(super) async fn evidence(house: &House, pairs: &[Pair]) -> Judged {
    let rows: Vec<(Id, Int)> = house.db.clone().all(sql(REPLAYS)).await.unwrap();
    let told: HashMap<Id, i64> = rows.into_iter().map(|(id, times)| (id, times.0)).collect();
    for pair in pairs {
        let times = told.get(&pair.begun.id.0).copied().unwrap_or(0);
        prop_assert_eq!(
            times,
            i64::try_from(pair.model.replays).unwrap(),
            "evidence"
        );
    }
    Ok(())
}

/// How the session and the token stand; what is purged is neither ended nor used.
pub(super) async fn state(house: &House, session: &SessionId, token: &Token) -> State {
    // What was cut off may still be on its way into the file: whoever may write next comes after it.
    house.db.begin().await.unwrap().rollback().await.unwrap();
    let statement = sql(STATE).bind(&session.0).bind(*token.hash().as_bytes());
    let row: Option<(Option<Ts>, Option<Ts>)> = house.db.clone().optional(statement).await.unwrap();
    let (ended, used) = row.unwrap_or_default();
    State {
        is_ended: ended.is_some(),
        is_used: used.is_some(),
    }
}
