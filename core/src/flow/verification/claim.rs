//! What happens when an address is proved for the first time: nothing that was set before counts any more.

use serde_json::json;

use crate::error::Result;
use crate::flow::Visit;
use crate::flow::registration::Redeemed;
use crate::flow::turn::{About, Turn};
use crate::model::{EndedWhy, EventKind, UserId};
use crate::store::accounts::{addresses, passwords};

impl Turn<'_> {
    /// Notes that the user's address is proved; where it was not, takes away what anybody may have planted before.
    ///
    /// Whoever made the account need not be who reads its mail. So the password, every session, second factor,
    /// recovery code, trusted device, pending token and linked identity that is older than the proof goes, whoever
    /// set it; what stays is the password that the holder of the registration's ticket chose. That is the whole
    /// rule, also where an adopted account is verified late: its owner sets a password anew.
    pub(in crate::flow) async fn claim(
        &mut self,
        user: &UserId,
        redeemed: Redeemed,
        visit: &Visit,
    ) -> Result<()> {
        if !addresses::prove(&mut self.edit(), user).await? {
            return Ok(());
        }
        let changes = self.accounts.directory.layout().changes();
        let had_password = passwords::remove(&mut self.edit(), user).await?;
        let sessions = changes
            .end_sessions_of(&mut self.edit(), user, EndedWhy::Claimed)
            .await?;
        let factors = changes.reset_second_factors(&mut self.edit(), user).await?;
        let identities = addresses::unlink_all(&mut self.edit(), user).await?;
        let kind = match &redeemed {
            Redeemed::Nothing => EventKind::Claimed,
            Redeemed::Ticket(_) => EventKind::EmailVerified,
        };
        if let Redeemed::Ticket(Some(hash)) = redeemed {
            passwords::set(&mut self.edit(), user, hash).await?;
        }
        let detail = json!({ "discarded": {
            "password": had_password,
            "sessions": sessions,
            "factors": factors.totp + factors.passkeys,
            "identities": identities,
        }});
        self.event(kind, About::user(user), visit, detail).await
    }
}
