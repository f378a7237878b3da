//! Actions as data: what a dialog asks about, previews and does. The target is caught when the question is asked.

use secrecy::SecretString;
use wardroom_core::action::api_key::{DisableApiKey, EnableApiKey};
use wardroom_core::action::codes::{
    CodesIssued, FinishCodes, IssueFullSet, IssueOneTimeCode, VoidCodes, VoidPendingCodes,
};
use wardroom_core::action::user::{
    DisableUser, EnableUser, FreezeUser, MailReset, UnlockUser, VerifyEmail,
};
use wardroom_core::action::{
    self, Action, BackupCodesIssued, EndSession, EndSessions, Given, IssueBackupCodes, Preview,
    RemovePasskey, ResetFactors, RevealUser, RevokeInvitation, SetPolicy, Spec, UnlinkIdentity,
};
use wardroom_core::model::{
    ApiKeyId, Caller, CodeSetId, IdentityId, InvitationId, PasskeyId, PolicyChange, SessionId,
    UserId,
};
use wardroom_core::{Directory, Result};

/// What was done.
#[derive(Debug)]
pub struct Did {
    /// What is still possible, one sentence each.
    pub remains: Vec<String>,
    /// The entry's place in the audit.
    pub audit: i64,
    /// Codes that are shown now or never.
    pub issued: Option<Issued>,
}

/// Codes that were just made.
#[derive(Debug)]
pub enum Issued {
    /// Recovery codes, which wait to be finished.
    Recovery(CodesIssued),
    /// An application's backup codes, which count already.
    Backup(Vec<SecretString>),
}

/// A set of recovery codes of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetOf {
    /// Whose.
    pub user: UserId,
    /// Which.
    pub set: CodeSetId,
}

/// Another policy for a sweep, checked and counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPolicy {
    /// Whose.
    pub sweep: &'static str,
    /// What changes.
    pub change: Box<PolicyChange>,
    /// The same as the command line takes it.
    pub flags: Vec<String>,
}

/// For actions that hand out nothing.
fn nothing<T>(_: T) -> Option<Issued> {
    None
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "one of the ways in which actions hand out codes"
)]
fn recovery(codes: CodesIssued) -> Option<Issued> {
    Some(Issued::Recovery(codes))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "one of the ways in which actions hand out codes"
)]
fn backup(issued: BackupCodesIssued) -> Option<Issued> {
    Some(Issued::Backup(issued.codes))
}

macro_rules! deeds {
    ($($doc:literal $deed:ident($id:ident: $of:ty) $action:ty = $made:expr, $codes:path;)+) => {
        /// One action and its target.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Deed { $(#[doc = $doc] $deed($of),)+ }

        impl Deed {
            /// Its place in the protocol.
            pub const fn spec(&self) -> &'static Spec {
                match self { $(Self::$deed(_) => &<$action as Action>::SPEC,)+ }
            }

            /// The id the command line takes for its target.
            pub fn target(&self) -> String {
                match self { $(Self::$deed(id) => id.to_string(),)+ }
            }

            pub(crate) async fn preview(self, directory: &Directory) -> Result<Preview> {
                match self { $(Self::$deed($id) => action::preview(directory, &$made).await,)+ }
            }

            pub(crate) async fn perform(
                self,
                directory: &Directory,
                caller: &Caller,
                given: &Given,
            ) -> Result<Did> {
                match self {
                    $(Self::$deed($id) => {
                        let done = action::perform(directory, caller, given, &$made).await?;
                        let (remains, audit) = (done.remains, done.audit);
                        Ok(Did { remains, audit, issued: $codes(done.outcome) })
                    })+
                }
            }
        }
    };
}

deeds! {
    "End one session." EndSession(session: SessionId) EndSession = EndSession { session }, nothing;
    "End every session." EndSessions(user: UserId) EndSessions = EndSessions { user }, nothing;
    "See what is masked." Reveal(user: UserId) RevealUser = RevealUser { user }, nothing;
    "Take every second factor away." ResetFactors(user: UserId) ResetFactors = ResetFactors { user }, nothing;
    "Issue the 24-hour code." IssueOneTime(user: UserId) IssueOneTimeCode = IssueOneTimeCode { user }, recovery;
    "Issue ten codes." IssueFullSet(user: UserId) IssueFullSet = IssueFullSet { user }, recovery;
    "Let codes that were shown count." Finish(shown: SetOf) FinishCodes
        = FinishCodes { user: shown.user, set: shown.set }, nothing;
    "Void codes that nobody finished." VoidPending(user: UserId) VoidPendingCodes = VoidPendingCodes { user }, nothing;
    "Void every recovery code." VoidCodes(user: UserId) VoidCodes = VoidCodes { user }, nothing;
    "Issue an application's backup codes." IssueBackupCodes(user: UserId) IssueBackupCodes
        = IssueBackupCodes { user }, backup;
    "Take an address as proved." VerifyEmail(user: UserId) VerifyEmail = VerifyEmail { user }, nothing;
    "Mail a link." MailReset(user: UserId) MailReset = MailReset { user }, nothing;
    "Remove one passkey." RemovePasskey(passkey: PasskeyId) RemovePasskey = RemovePasskey { passkey }, nothing;
    "Unlink one identity." UnlinkIdentity(identity: IdentityId) UnlinkIdentity = UnlinkIdentity { identity }, nothing;
    "Revoke one invitation." RevokeInvitation(invitation: InvitationId) RevokeInvitation
        = RevokeInvitation { invitation }, nothing;
    "Stop one API key." DisableApiKey(key: ApiKeyId) DisableApiKey = DisableApiKey { key }, nothing;
    "Let one API key be taken again." EnableApiKey(key: ApiKeyId) EnableApiKey = EnableApiKey { key }, nothing;
    "Lift a lock." Unlock(user: UserId) UnlockUser = UnlockUser { user }, nothing;
    "Close an account." Disable(user: UserId) DisableUser = DisableUser { user }, nothing;
    "Open a closed account." Enable(user: UserId) EnableUser = EnableUser { user }, nothing;
    "Change the policy of a sweep." SetPolicy(policy: NewPolicy) SetPolicy = SetPolicy { change: *policy.change }, nothing;
    "Lock an account and shut what is open in its name." Freeze(user: UserId) FreezeUser = FreezeUser { user }, nothing;
}

impl Deed {
    /// Whether it is not done without a reason: seeing what is masked is harmless to the account, not to the person.
    pub const fn asks_why(&self) -> bool {
        self.spec().sensitive || matches!(self, Self::Reveal(_))
    }
}

impl Deed {
    /// What the command line takes after its target.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        let terms = match self {
            Self::SetPolicy(policy) => policy.flags.as_slice(),
            _ => &[],
        };
        terms.iter().map(String::as_str)
    }
}

impl std::fmt::Display for NewPolicy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.sweep)
    }
}

impl std::fmt::Display for SetOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.user)
    }
}
