//! What is done to an account as a whole.

mod create;
mod disable;
mod enable;
mod freeze;
mod mail_reset;
mod unlock;
mod verify_email;

pub use create::{CreateUser, UserCreated};
pub use disable::{DisableUser, UserDisabled};
pub use enable::{EnableUser, UserEnabled};
pub use freeze::FreezeUser;
pub use mail_reset::{MailReset, ResetQueued};
pub use unlock::{UnlockUser, UserUnlocked};
pub use verify_email::{EmailVerified, VerifyEmail};
