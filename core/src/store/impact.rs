//! What hangs on a user right now, counted for previews, and what should make an operator hesitate.

use std::time::Duration;

use crate::db::{Conn, Int, sql};
use crate::error::Result;
use crate::model::{Ts, User, UserId, counted};
use crate::store::Directory;

const COUNTS: &str = "SELECT
    (SELECT count(*) FROM {totp_factor} f WHERE {f.totp_factor.user_id} = $1) AS totp,
    (SELECT count(*) FROM {passkey} p WHERE {p.passkey.user_id} = $1) AS passkeys,
    (SELECT count(*) FROM {code_set} c WHERE {c.code_set.user_id} = $1
        AND {c.code_set.state} = 'active') AS code_sets,
    (SELECT count(*) FROM {code_set} c WHERE {c.code_set.user_id} = $1
        AND {c.code_set.state} = 'pending') AS pending_sets,
    (SELECT count(*) FROM {session} s WHERE {s.session.user_id} = $1
        AND {s.session.revoked_at} IS NULL AND {s.session.expires_at} > $2) AS sessions,
    (SELECT count(*) FROM {trusted_device} d WHERE {d.trusted_device.user_id} = $1) AS trusted_devices,
    (SELECT count(*) FROM {password_reset} r WHERE {r.password_reset.user_id} = $1
        AND {r.password_reset.used_at} IS NULL)
    + (SELECT count(*) FROM {magic_link} m WHERE {m.magic_link.user_id} = $1
        AND {m.magic_link.used_at} IS NULL)
    + (SELECT count(*) FROM {verification} v WHERE {v.verification.user_id} = $1
        AND {v.verification.used_at} IS NULL)
    + (SELECT count(*) FROM {challenge} h WHERE {h.challenge.user_id} = $1
        AND {h.challenge.used_at} IS NULL) AS pending,
    (SELECT count(*) FROM {identity} i WHERE {i.identity.user_id} = $1) AS identities,
    (SELECT count(*) FROM {api_key} k WHERE {k.api_key.user_id} = $1 AND {k.api_key.enabled} = TRUE) AS api_keys";

// A live session whose network no earlier session of the user came from, the very first session aside.
const NEW_NETWORKS: &str = "SELECT count(*) FROM {session} s WHERE {s.session.user_id} = $1
    AND {s.session.revoked_at} IS NULL AND {s.session.expires_at} > $2 AND {s.session.ip_hash} IS NOT NULL
    AND EXISTS (SELECT 1 FROM {session} e WHERE {e.session.user_id} = $1
        AND {e.session.created_at} < {s.session.created_at})
    AND NOT EXISTS (SELECT 1 FROM {session} e WHERE {e.session.user_id} = $1
        AND {e.session.created_at} < {s.session.created_at} AND {e.session.ip_hash} = {s.session.ip_hash})";

const EARLIER: &str = "SELECT count(*) FROM {w}audit WHERE target_kind = 'user' AND target_id = $1
    AND outcome = 'done' AND at > $2 AND (verb = 'factors reset' OR verb = 'recovery-codes finish')";

/// Changes this recent may be an attacker's.
const LATELY: Duration = Duration::from_hours(30 * 24);
/// Resets this recent are worth a question.
const RESETS: Duration = Duration::from_hours(90 * 24);

/// What hangs on a user.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Impact {
    #[sqlx(try_from = "Int")]
    pub(crate) totp: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) passkeys: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) code_sets: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) pending_sets: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) sessions: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) trusted_devices: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) pending: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) identities: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) api_keys: i64,
}

pub(crate) async fn of(on: &mut impl Conn, directory: &Directory, user: &UserId) -> Result<Impact> {
    let now = directory.layout().at(directory.now());
    on.one(sql(COUNTS).bind(&user.0).bind(now)).await
}

/// What should make an operator hesitate before a sensitive action, one sentence each.
pub(crate) async fn cautions(
    on: &mut impl Conn,
    directory: &Directory,
    user: &User,
) -> Result<Vec<String>> {
    let now = directory.now();
    let lately = |at: Option<Ts>| at.filter(|at| now.since(*at) < LATELY);
    let mut cautions = Vec::new();
    if let Some(at) = lately(user.email_changed_at) {
        cautions.push(format!("the e-mail address changed on {}", at.to_second()));
    }
    if let Some(at) = lately(user.password_changed_at) {
        cautions.push(format!("the password changed on {}", at.to_second()));
    }
    let since = now.minus(RESETS);
    let earlier = sql(EARLIER).bind(user.id.to_string()).bind(since);
    let (Int(earlier),): (Int,) = on.one(earlier).await?;
    if earlier > 0 {
        let what = [
            "reset or reissue in the last 90 days",
            "resets or reissues in the last 90 days",
        ];
        cautions.push(counted(earlier, what));
    }
    let live = directory.layout().at(now);
    let strange = sql(NEW_NETWORKS).bind(&user.id.0).bind(live);
    let (Int(strange),): (Int,) = on.one(strange).await?;
    if strange > 0 {
        let what = [
            "live session from a network never seen before",
            "live sessions from a network never seen before",
        ];
        cautions.push(counted(strange, what));
    }
    Ok(cautions)
}
