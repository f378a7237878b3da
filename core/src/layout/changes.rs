//! Every change a directory can bear, one function each; a layout states which it bears by writing it.

use async_trait::async_trait;

use secrecy::SecretString;

use super::{Layout, mail};
use crate::db::{Tx, Value};
use crate::entropy::Entropy;
use crate::error::{Error, Result};
use crate::model::{
    ApiKeyId, CodeSetId, CodeSetKind, EndedWhy, Id, IdentityId, InvitationId, MailTemplate,
    NewUser, PasskeyId, SessionId, Ts, User, UserId, UserStatus,
};

/// Where a change happens: the transaction, the layout's names, and the instant it counts from.
pub struct Edit<'a> {
    /// The open transaction.
    pub tx: &'a mut Tx,
    /// The directory's layout.
    pub layout: &'a Layout,
    /// Now.
    pub now: Ts,
}

impl Edit<'_> {
    /// Now, as this layout's columns spell it.
    pub fn now(&self) -> Value {
        self.layout.at(self.now)
    }
}

/// What a reset of second factors took away.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct FactorsReset {
    /// Authenticators removed.
    pub totp: u64,
    /// Passkeys removed.
    pub passkeys: u64,
    /// Recovery-code sets voided.
    pub code_sets: u64,
    /// Sessions ended.
    pub sessions: u64,
    /// Trusted devices forgotten.
    pub trusted_devices: u64,
    /// Pending resets, links and verification codes cancelled.
    pub pending: u64,
}

/// What freezing an account took away.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Frozen {
    /// Sessions ended.
    pub sessions: u64,
    /// Trusted devices forgotten.
    pub trusted_devices: u64,
    /// Pending resets, links and verification codes cancelled.
    pub pending: u64,
}

/// A recovery-code set about to be stored: hashes only.
#[derive(Clone, Debug)]
pub struct NewCodeSet {
    /// Its id.
    pub id: CodeSetId,
    /// Whose it is.
    pub user: UserId,
    /// What its codes open.
    pub kind: CodeSetKind,
    /// The salt of the whole set.
    pub salt: Vec<u8>,
    /// The hash of each code, in the order they are shown.
    pub hashes: Vec<[u8; 32]>,
    /// When it stops counting by itself.
    pub expires_at: Option<Ts>,
    /// The operator who issues it.
    pub issued_by: Option<String>,
}

/// A link that was planted in an application's tables: for the address of its user, and for nobody else's eyes.
#[derive(Debug)]
pub struct Link {
    /// Where it leads, its token with it.
    pub url: SecretString,
    /// Until when the application takes it.
    pub expires_at: Ts,
}

const NOT_BORNE: &str = "its tables have no place for it";

macro_rules! unsupported {
    ($action:literal, $edit:ident) => {
        Err(Error::Unsupported {
            action: $action,
            layout: $edit.layout.name(),
            why: $edit.layout.refusal($action).unwrap_or(NOT_BORNE),
        })
    };
}

/// The changes themselves. Each default refuses: a layout writes those it can do whole.
#[async_trait]
pub trait Changes: Send + Sync {
    /// Adds a user.
    async fn create_user(&self, edit: &mut Edit<'_>, _user: &NewUser) -> Result<()> {
        unsupported!("users create", edit)
    }

    /// Opens or closes an account.
    async fn set_status(
        &self,
        edit: &mut Edit<'_>,
        _user: &UserId,
        _status: UserStatus,
    ) -> Result<u64> {
        unsupported!("users disable", edit)
    }

    /// Lifts a lock and its count of failures.
    async fn unlock(&self, edit: &mut Edit<'_>, _user: &UserId) -> Result<u64> {
        unsupported!("users unlock", edit)
    }

    /// Locks an account until it is unlocked, ends its sessions and cancels what could open it, all at once.
    async fn freeze(&self, edit: &mut Edit<'_>, _user: &UserId, _cause: &str) -> Result<Frozen> {
        unsupported!("users freeze", edit)
    }

    /// Ends one session with its refresh tokens; 0 when it had ended before.
    async fn end_session(
        &self,
        edit: &mut Edit<'_>,
        _session: &SessionId,
        _why: EndedWhy,
    ) -> Result<u64> {
        unsupported!("sessions revoke", edit)
    }

    /// Ends every session of a user with its refresh tokens; how many lived.
    async fn end_sessions_of(
        &self,
        edit: &mut Edit<'_>,
        _user: &UserId,
        _why: EndedWhy,
    ) -> Result<u64> {
        unsupported!("sessions revoke", edit)
    }

    /// Ends every session of a user but one, with its refresh tokens; how many lived.
    async fn end_other_sessions_of(
        &self,
        edit: &mut Edit<'_>,
        _user: &UserId,
        _kept: &SessionId,
        _why: EndedWhy,
    ) -> Result<u64> {
        unsupported!("sessions revoke", edit)
    }

    /// Takes every second factor away, never half: factors, codes, sessions, trusted devices, pending tokens.
    async fn reset_second_factors(
        &self,
        edit: &mut Edit<'_>,
        _user: &UserId,
    ) -> Result<FactorsReset> {
        unsupported!("factors reset", edit)
    }

    /// Forgets trusted devices and cancels pending resets, links, codes and unfinished sign-ins; how many.
    async fn cancel_pending(&self, edit: &mut Edit<'_>, _user: &UserId) -> Result<u64> {
        unsupported!("cancelling what is pending", edit)
    }

    /// Stores a set that does not count yet, in place of any other pending one.
    async fn add_code_set(&self, edit: &mut Edit<'_>, _set: &NewCodeSet) -> Result<()> {
        unsupported!("recovery-codes issue", edit)
    }

    /// Makes a pending set count and voids the one that did; 0 when it was no longer pending.
    async fn activate_code_set(
        &self,
        edit: &mut Edit<'_>,
        _user: &UserId,
        _set: &CodeSetId,
    ) -> Result<u64> {
        unsupported!("recovery-codes issue", edit)
    }

    /// Voids every set of a user, pending ones too; how many there were.
    async fn void_code_sets(&self, edit: &mut Edit<'_>, _user: &UserId) -> Result<u64> {
        unsupported!("recovery-codes void", edit)
    }

    /// Voids the set of a user that does not count yet; 0 when there was none.
    async fn void_pending_codes(&self, edit: &mut Edit<'_>, _user: &UserId) -> Result<u64> {
        unsupported!("recovery-codes void", edit)
    }

    /// Holds the user's row to the end of the transaction, so that what hangs on it can be counted.
    async fn hold_user(&self, _: &mut Edit<'_>, _user: &UserId) -> Result<()> {
        Ok(())
    }

    /// Takes the user's address as proved; 0 when it was.
    async fn verify_email(&self, edit: &mut Edit<'_>, _user: &UserId) -> Result<u64> {
        unsupported!("users verify-email", edit)
    }

    /// Plants what the application takes for a reset of the password (a sign-in link, where there are no passwords),
    /// in the place of what was planted before. Only what mails the link calls it: nobody else may see one.
    async fn plant_reset(
        &self,
        edit: &mut Edit<'_>,
        _user: &User,
        _entropy: &dyn Entropy,
    ) -> Result<Link> {
        unsupported!("users mail-reset", edit)
    }

    /// Whether a planted link sets a password; where there are none, it signs in.
    fn reset_sets_password(&self) -> bool {
        true
    }

    /// Unlinks an identity of a user; 0 when they have none such. That it is not the last way in is for the caller to see.
    async fn unlink_identity(
        &self,
        edit: &mut Edit<'_>,
        _user: &UserId,
        _identity: &IdentityId,
    ) -> Result<u64> {
        unsupported!("identities unlink", edit)
    }

    /// Removes a passkey of a user; 0 when they have none such.
    async fn remove_passkey(
        &self,
        edit: &mut Edit<'_>,
        _user: &UserId,
        _passkey: &PasskeyId,
    ) -> Result<u64> {
        unsupported!("passkeys remove", edit)
    }

    /// Revokes an invitation that is still open; 0 when there is none such.
    async fn revoke_invitation(
        &self,
        edit: &mut Edit<'_>,
        _invitation: &InvitationId,
    ) -> Result<u64> {
        unsupported!("invitations revoke", edit)
    }

    /// Stops an API key from being taken; 0 when it was not.
    async fn disable_api_key(&self, edit: &mut Edit<'_>, _key: &ApiKeyId) -> Result<u64> {
        unsupported!("api-keys disable", edit)
    }

    /// Lets an API key be taken again; 0 when it was.
    async fn enable_api_key(&self, edit: &mut Edit<'_>, _key: &ApiKeyId) -> Result<u64> {
        unsupported!("api-keys enable", edit)
    }

    /// Stops every API key of a user from being taken; how many were. A layout without keys has none to stop.
    async fn disable_api_keys_of(&self, _: &mut Edit<'_>, _user: &UserId) -> Result<u64> {
        Ok(0)
    }

    /// Puts new backup codes in the place of a user's, if those could be read; the new ones, to be shown once.
    async fn issue_backup_codes(
        &self,
        edit: &mut Edit<'_>,
        _user: &UserId,
        _entropy: &dyn Entropy,
    ) -> Result<Vec<SecretString>> {
        unsupported!("backup-codes issue", edit)
    }

    /// What goes on after sessions ended at `now`, one sentence each; access tokens are believed until `until`.
    fn lingers(&self, _: &Layout, _now: Ts, until: Ts) -> Vec<String> {
        let until = until.to_second();
        vec![format!("access tokens stay valid until {until}")]
    }

    /// Queues a notice to a user: a template and parameters without a secret.
    async fn tell(
        &self,
        edit: &mut Edit<'_>,
        id: &Id,
        user: &UserId,
        recipient: &str,
        template: MailTemplate,
        params: serde_json::Value,
    ) -> Result<()> {
        mail::queue(edit, id, user, recipient, template, params).await
    }
}
