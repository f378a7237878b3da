//! Making a profile: once a user.

use serde_json::json;

use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Profile, ProfileForm, UserId, UserStatus};
use crate::store::accounts::profiles;
use crate::store::users::user_in;

impl Accounts {
    /// Makes `user`'s profile.
    ///
    /// [`Error::Invalid`] names the part that is not taken, [`Error::NotFound`] an unknown or erased user,
    /// [`Error::Conflict`] a user who has one.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, Visit}, model::{ProfileForm, UserId}};
    /// # async fn example(accounts: Accounts, user: UserId, visit: Visit) -> wardroom_core::Result<()> {
    /// let says = ProfileForm { locale: Some("de-AT".into()), ..ProfileForm::default() };
    /// let profile = accounts.create_profile(&user, says, &visit).await?;
    /// assert_eq!(profile.says.locale.as_deref(), Some("de-AT"));
    /// # Ok(()) }
    /// ```
    pub async fn create_profile(
        &self,
        user: &UserId,
        says: ProfileForm,
        visit: &Visit,
    ) -> Result<Profile> {
        let says = says.checked()?;
        let mut turn = self.turn().await?;
        if !profiles::create(&mut turn.edit(), user, &says).await? {
            let found = user_in(&mut turn.tx, user).await?;
            return Err(match found.filter(|u| u.status != UserStatus::Erased) {
                Some(_) => Error::Conflict {
                    what: "profile of user",
                    value: user.to_string(),
                },
                None => Error::not_found("user", user),
            });
        }
        let detail = json!({ "made": says.differs(&ProfileForm::default()) });
        turn.event(EventKind::ProfileChanged, About::user(user), visit, detail)
            .await?;
        let now = turn.now;
        turn.commit().await?;
        Ok(Profile {
            user_id: user.clone(),
            says,
            created_at: now,
            updated_at: now,
        })
    }
}
