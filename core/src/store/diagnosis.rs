//! What is known of an account, gathered to say why its owner cannot sign in.

use std::time::Duration;

use super::Directory;
use crate::db::{Conn, Int, sql};
use crate::error::{Error, Result};
use crate::model::{Facts, Finding, Ts, UserId};

const KNOWN: &str = "SELECT
    (SELECT count(*) FROM {totp_factor} f WHERE {f.totp_factor.user_id} = $1
        AND {f.totp_factor.confirmed_at} IS NOT NULL) AS totp,
    (SELECT count(*) FROM {totp_factor} f WHERE {f.totp_factor.user_id} = $1
        AND {f.totp_factor.confirmed_at} IS NOT NULL AND {f.totp_factor.closed_at} IS NULL) AS open_totp,
    (SELECT {@f.totp_factor.closed_at} FROM {totp_factor} f WHERE {f.totp_factor.user_id} = $1
        AND {f.totp_factor.closed_at} IS NOT NULL ORDER BY {f.totp_factor.closed_at} DESC LIMIT 1) AS totp_closed_at,
    (SELECT count(*) FROM {passkey} p WHERE {p.passkey.user_id} = $1) AS passkeys,
    (SELECT count(*) FROM {identity} i WHERE {i.identity.user_id} = $1) AS identities,
    (SELECT count(*) FROM {membership} m JOIN {role} r ON {r.role.name} = {m.membership.role}
        WHERE {m.membership.user_id} = $1 AND {r.role.requires_second_factor}) AS needing,
    (SELECT count(*) FROM {event} e WHERE {e.event.user_id} = $1 AND {e.event.at} > $2
        AND {e.event.kind} = 'sign_in_failed') AS failures,
    (SELECT {@e.event.at} FROM {event} e WHERE {e.event.user_id} = $1 AND {e.event.at} > $2
        AND {e.event.kind} = 'sign_in_failed' ORDER BY {e.event.at} DESC LIMIT 1) AS failed_at,
    (SELECT {@e.event.at} FROM {event} e WHERE {e.event.user_id} = $1 AND {e.event.at} > $2
        AND {e.event.kind} = 'refresh_replayed' ORDER BY {e.event.at} DESC LIMIT 1) AS replayed_at,
    (SELECT count(*) FROM {hold} h WHERE {h.hold.user_id} = $1 AND {h.hold.released_at} IS NULL) AS holds";

/// Failures older than this explain nothing any more.
const LATELY: Duration = Duration::from_hours(7 * 24);

#[derive(sqlx::FromRow)]
struct Known {
    totp: Int,
    open_totp: Int,
    totp_closed_at: Option<Ts>,
    passkeys: Int,
    identities: Int,
    needing: Int,
    failures: Int,
    failed_at: Option<Ts>,
    replayed_at: Option<Ts>,
    holds: Int,
}

/// Verbs of which a layout knows one at most.
const ALIKE: &[&str] = &["recovery-codes issue", "backup-codes issue"];

impl Directory {
    /// The verb, or the one that does the same here; `None` where this directory has neither.
    fn possible(&self, verb: &'static str) -> Option<&'static str> {
        let alike = ALIKE.iter().filter(|_| ALIKE.contains(&verb));
        let mut verbs = std::iter::once(&verb).chain(alike);
        verbs
            .find(|verb| self.layout().refusal(verb).is_none())
            .copied()
    }

    /// Why a user cannot sign in, or soon could not, the most pressing first; empty when nothing stands in the way.
    pub async fn diagnosis(&self, user: &UserId) -> Result<Vec<Finding>> {
        let now = self.now();
        let found = self.user(user).await?;
        let found = found.ok_or_else(|| Error::not_found("user", user))?;
        let since = self.layout().at(now.minus(LATELY));
        let known: Known = self.db().one(sql(KNOWN).bind(&user.0).bind(since)).await?;
        let sets = self.code_sets_of(user).await?;
        let facts = Facts {
            user: found,
            totp: known.totp.0,
            open_totp: known.open_totp.0,
            totp_closed_at: known.totp_closed_at,
            passkeys: known.passkeys.0,
            identities: known.identities.0,
            // What cannot be counted is taken to be there: nobody is to be sent for codes they may have.
            codes: sets
                .iter()
                .map(|set| set.remaining(now) + i64::from(!set.is_counted()))
                .sum(),
            needs_factor: known.needing.0 > 0,
            failures: known.failures.0,
            failed_at: known.failed_at,
            replayed_at: known.replayed_at,
            holds: known.holds.0,
        };
        let mut findings = facts.diagnose(now);
        for finding in &mut findings {
            finding.next = finding.next.and_then(|verb| self.possible(verb));
        }
        Ok(findings)
    }
}
