//! Drives every verb of an application's accounts that takes or returns a secret, a topic a file.

mod driver;
mod factors;
mod identities;
mod invitations;
mod passkeys;
mod passwords;
mod registering;
mod sessions;

pub use driver::Driver;

/// All of it.
pub async fn everything(driver: &mut Driver<'_>) {
    // First: support's second factor was shown just now.
    factors::play(driver).await;
    registering::play(driver).await;
    passwords::play(driver).await;
    sessions::play(driver).await;
    passkeys::play(driver).await;
    identities::play(driver).await;
    invitations::play(driver).await;
}
