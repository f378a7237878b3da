//! What the worker does besides sweeping, one file each.

mod erase_personal;
mod heartbeat;
mod mail;
mod reseal;
mod retire_audit;
mod rotate_signing_keys;
mod seal_audit;
mod system;

pub use erase_personal::erase_personal;
pub use heartbeat::{Beat, beat, leave};
pub use mail::{Delivered, Outgoing, Post, Site, Undelivered, send_mail};
pub use reseal::{KeyUse, ResealCursor, Resealed, key_use, may_retire, reseal};
pub use retire_audit::retire_audit;
pub use rotate_signing_keys::{Rotation, rotate_signing_keys};
pub use seal_audit::{Sealing, seal_audit};
