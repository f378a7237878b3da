//! The vocabulary: words and pure predicates, no I/O.

mod access;
mod audit;
mod factor;
mod filter;
mod id;
mod operator;
mod page;
mod refusal;
mod safe;
mod session;
mod ts;
mod user;
pub(crate) mod words;

pub use access::{OperatorSession, ServiceToken};
pub use audit::{ActorKind, AuditEntry, AuditOutcome, Personal};
pub use factor::{CodeSet, CodeSetKind, CodeSetState, Factor, FactorKind};
pub use filter::{BadTerm, FactorFilter, Side, TERMS, UserFilter, parse_age};
pub use id::{CodeSetId, Id, IdKind, OperatorId, SessionId, UserId};
pub use operator::{Caller, IdentifiedBy, Operator, OperatorRole, OperatorStatus, Reason};
pub use page::{Page, TimeCursor, UserCursor, UserSort};
pub use refusal::Refusal;
pub use safe::Safe;
pub use session::{EndedWhy, Session};
pub use ts::Ts;
pub use user::{NewUser, Standing, User, UserLine, UserStatus, normalize_email};
