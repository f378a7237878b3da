//! The vocabulary: words and pure predicates, no I/O.

mod access;
mod audit;
mod audit_seal;
mod canonical;
mod factor;
mod filter;
pub(crate) mod hex;
mod id;
mod operator;
mod page;
mod refusal;
mod retention;
mod safe;
mod schedule;
mod session;
mod ts;
mod user;
mod verification;
pub(crate) mod words;

pub use access::{OperatorSession, ServiceToken};
pub use audit::{ActorKind, AuditEntry, AuditOutcome, Personal};
pub use audit_seal::{Head, Seal};
pub use factor::{CodeSet, CodeSetKind, CodeSetState, Factor, FactorKind};
pub use filter::{BadTerm, FactorFilter, Side, TERMS, UserFilter, parse_age};
pub use id::{CodeSetId, Id, IdKind, OperatorId, SessionId, UserId};
pub use operator::{Caller, IdentifiedBy, Operator, OperatorRole, OperatorStatus, Reason};
pub use page::{Page, TimeCursor, UserCursor, UserSort};
pub use refusal::Refusal;
pub use retention::{Outcome, Run, Trigger, Worker};
pub use safe::Safe;
pub use schedule::{Schedule, jitter};
pub use session::{EndedWhy, Session};
pub use ts::Ts;
pub use user::{NewUser, Standing, User, UserLine, UserStatus, normalize_email};
pub use verification::{Fault, FaultKind, Verification};
