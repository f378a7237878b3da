//! The mails there are: a closed list, so that what is queued can always be sent.

use super::words::words;

words! {
    /// What a mail says.
    MailTemplate {
        /// Carries the code that proves an address.
        VerifyEmail = "verify_email",
        /// Carries the code that proves a new address.
        VerifyEmailChange = "verify_email_change",
        /// Carries the code that signs in.
        SignInCode = "sign_in_code",
        /// Carries a sign-in link.
        MagicLink = "magic_link",
        /// Carries a link to set a new password.
        PasswordResetLink = "password_reset_link",
        /// Carries a link that an operator asked for: made in the application's tables when the mail leaves.
        AppReset = "app_reset",
        /// A link was mailed to the account's present address.
        ResetMailed = "reset_mailed",
        /// Carries a link to accept an invitation.
        Invitation = "invitation",
        /// Somebody registered an address that has an account.
        RegisteredAgain = "registered_again",
        /// Somebody asked for a link or a code for an address without an account.
        NoAccount = "no_account",
        /// The address changed.
        EmailChanged = "email_changed",
        /// An operator took the address as proved.
        EmailVerified = "email_verified",
        /// The password changed.
        PasswordChanged = "password_changed",
        /// The password was reset.
        PasswordReset = "password_reset",
        /// Password sign-in was closed after failures.
        AccountLocked = "account_locked",
        /// An operator locked the account at once.
        AccountFrozen = "account_frozen",
        /// An operator closed the account.
        AccountDisabled = "account_disabled",
        /// An operator opened the account again.
        AccountEnabled = "account_enabled",
        /// An operator ended sessions.
        SessionsEnded = "sessions_ended",
        /// A spent refresh token was shown again: the session was ended.
        SessionReplayed = "session_replayed",
        /// Second factors were reset.
        FactorsReset = "factors_reset",
        /// An authenticator was enrolled.
        TotpEnrolled = "totp_enrolled",
        /// An authenticator was removed.
        TotpRemoved = "totp_removed",
        /// Authenticators were closed after wrong codes.
        TotpClosed = "totp_closed",
        /// A passkey was registered.
        PasskeyRegistered = "passkey_registered",
        /// A passkey was removed.
        PasskeyRemoved = "passkey_removed",
        /// A passkey was refused as a possible copy.
        PasskeyRefused = "passkey_refused",
        /// Recovery codes were issued.
        RecoveryCodesIssued = "recovery_codes_issued",
        /// Recovery codes were voided.
        RecoveryCodesVoided = "recovery_codes_voided",
        /// A recovery code was used.
        RecoveryCodeUsed = "recovery_code_used",
        /// A social account was linked.
        IdentityLinked = "identity_linked",
        /// A social account was unlinked.
        IdentityUnlinked = "identity_unlinked",
        /// A role was granted or withdrawn.
        RoleChanged = "role_changed",
    }
}

impl MailTemplate {
    /// The name of the one secret it carries; a security notice carries none, and no link to follow.
    pub const fn carries(self) -> Option<&'static str> {
        match self {
            Self::VerifyEmail | Self::VerifyEmailChange | Self::SignInCode => Some("code"),
            Self::MagicLink | Self::PasswordResetLink | Self::AppReset | Self::Invitation => {
                Some("link")
            }
            _ => None,
        }
    }
}
