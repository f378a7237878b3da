//! Rewriting a profile, whole.

use serde_json::json;

use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Profile, ProfileForm, UserId};
use crate::store::accounts::profiles;

impl Accounts {
    /// Puts `says` in place of what `user`'s profile said; a part that is absent is absent afterwards.
    ///
    /// [`Error::Invalid`] names the part that is not taken, [`Error::NotFound`] a user without a profile. The timeline
    /// keeps which parts changed, never what they said; where nothing changes, nothing is written.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, Visit}, model::UserId};
    /// # async fn example(accounts: Accounts, user: UserId, visit: Visit) -> wardroom_core::Result<()> {
    /// let mut says = accounts.profile(&user).await?.says;
    /// says.time_zone = Some("Europe/Vienna".into());
    /// accounts.update_profile(&user, says, &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn update_profile(
        &self,
        user: &UserId,
        says: ProfileForm,
        visit: &Visit,
    ) -> Result<Profile> {
        let says = says.checked()?;
        let missing = || Error::not_found("profile of user", user);
        let mut turn = self.turn().await?;
        let found = profiles::of_user(&mut turn.tx, user).await?;
        let before = found.ok_or_else(missing)?;
        let changed = says.differs(&before.says);
        if changed.is_empty() {
            return Ok(before);
        }
        if !profiles::update(&mut turn.edit(), user, &says).await? {
            return Err(missing());
        }
        let detail = json!({ "changed": changed });
        turn.event(EventKind::ProfileChanged, About::user(user), visit, detail)
            .await?;
        let updated_at = turn.now;
        turn.commit().await?;
        Ok(Profile {
            says,
            updated_at,
            ..before
        })
    }
}
