//! Live status after a reset or an issue: was the user told, are the codes used, is there a factor again.

use super::Directory;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::model::{CodeSetState, LastHelp, Notice, RecoveryStatus, Ts, UserId};

const LAST: &str = "SELECT verb, at, actor_name FROM {w}audit WHERE target_kind = 'user' AND target_id = $1
    AND outcome = 'done' AND verb IN ('factors reset', 'recovery-codes issue', 'recovery-codes issue --full',
    'recovery-codes finish', 'recovery-codes void') ORDER BY seq DESC LIMIT 1";

const TOLD: &str = "SELECT {m.mail.template} AS template, {m.mail.recipient} AS recipient, {m.mail.state} AS state,
    {@m.mail.created_at} AS created_at, {@m.mail.sent_at} AS sent_at
    FROM {mail} m WHERE {m.mail.user_id} = $1 AND {m.mail.created_at} >= $2
    ORDER BY {m.mail.created_at} DESC, {m.mail.id} DESC LIMIT 20";

impl Directory {
    /// Where a user stands since an operator last helped with their second factors.
    pub async fn recovery_status(&self, user: &UserId) -> Result<RecoveryStatus> {
        let last: Option<LastHelp> = if self.has_books() {
            self.db().optional(sql(LAST).bind(user.to_string())).await?
        } else {
            None
        };
        let since = last.as_ref().map_or(Ts::EPOCH, |help| help.at);
        let told: Vec<Notice> = match &last {
            Some(_) => {
                let told = sql(TOLD).bind(&user.0).bind(self.layout().at(since));
                self.db().all(told).await?
            }
            None => Vec::new(),
        };
        let sets = self.code_sets_of(user).await?;
        let remaining = sets.iter().map(|set| set.remaining(self.now())).sum();
        let codes = sets.into_iter().find(|set| set.state != CodeSetState::Void);
        let factors = self.factors_of(user).await?;
        let confirmed = factors.iter().filter_map(|factor| factor.confirmed_at);
        let seen = self.user(user).await?.and_then(|u| u.last_sign_in_at);
        Ok(RecoveryStatus {
            last,
            told,
            codes,
            remaining,
            // Where a directory does not keep when, nobody can say that it was since.
            enrolled_at: confirmed
                .filter(|at| *at >= since && *at != Ts::UNKNOWN)
                .min(),
            signed_in_at: seen.filter(|at| *at >= since && *at != Ts::UNKNOWN),
        })
    }
}
