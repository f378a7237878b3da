//! What an application calls: one verb, one file, one transaction, one event.
#![doc = include_str!("book.md")]

mod accounts;
mod answer;
mod asked;
mod enrolment;
mod factor;
mod holder;
mod identity;
mod invitation;
mod link;
mod magic_link;
mod mail;
mod passkey;
mod password;
mod proceed;
mod profile;
mod recovery;
mod registration;
mod reset;
mod sent_link;
mod session;
mod settings;
mod sign_in;
mod sign_out;
mod step_up;
mod tenant;
mod throttle;
mod token;
mod turn;
mod verification;
mod visit;

pub use accounts::Accounts;
pub use enrolment::Enrolled;
pub use factor::TotpEnrolment;
pub use identity::ProvenIdentity;
pub use passkey::PasskeyCeremony;
pub use proceed::{SignIn, SignedIn, Waiting};
pub use registration::{Registered, Registration};
pub use session::Refreshed;
pub use settings::{Described, Settings};
pub use tenant::By;
pub use token::{AccessToken, Claims};
pub use visit::Visit;
