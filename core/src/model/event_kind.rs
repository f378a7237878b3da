//! What an application's flows write into the timeline, one word each.

use super::words::words;

words! {
    /// What happened to an account.
    EventKind {
        /// An account was made.
        Registered = "registered",
        /// Somebody registered an address that has an account.
        RegisteredAgain = "registered_again",
        /// An account known by its address only was taken over by the address's owner.
        Claimed = "claimed",
        /// A session began.
        SignIn = "sign_in",
        /// A sign-in failed.
        SignInFailed = "sign_in_failed",
        /// A sign-in was refused unread: too many before it.
        SignInDelayed = "sign_in_delayed",
        /// Password sign-in was closed after failures.
        Locked = "locked",
        /// A session was ended by its user.
        SignOut = "sign_out",
        /// Other sessions were ended by their user.
        SessionsEnded = "sessions_ended",
        /// A refresh token was exchanged.
        Refreshed = "refreshed",
        /// A spent refresh token was shown again (RFC 9700 §4.14.2).
        RefreshReplayed = "refresh_replayed",
        /// A second factor was shown again.
        SteppedUp = "stepped_up",
        /// A second factor was wrong.
        SecondFactorFailed = "second_factor_failed",
        /// An authenticator was enrolled.
        TotpEnrolled = "totp_enrolled",
        /// An authenticator was removed.
        TotpRemoved = "totp_removed",
        /// Authenticators were closed after wrong codes.
        TotpClosed = "totp_closed",
        /// A passkey was registered.
        PasskeyRegistered = "passkey_registered",
        /// A passkey was renamed.
        PasskeyRenamed = "passkey_renamed",
        /// A passkey was removed.
        PasskeyRemoved = "passkey_removed",
        /// A passkey was refused: its counter went back, so it may have been copied.
        PasskeyRefused = "passkey_refused",
        /// Recovery codes were issued.
        CodesIssued = "codes_issued",
        /// A recovery code was used.
        CodeUsed = "code_used",
        /// Second factors were reset with a recovery code.
        FactorsReset = "factors_reset",
        /// A verification code was sent.
        VerificationSent = "verification_sent",
        /// A verification code was wrong.
        VerificationFailed = "verification_failed",
        /// The address was proved.
        EmailVerified = "email_verified",
        /// The address changed.
        EmailChanged = "email_changed",
        /// A password reset was asked for.
        ResetRequested = "reset_requested",
        /// A password was reset.
        PasswordReset = "password_reset",
        /// A password was changed.
        PasswordChanged = "password_changed",
        /// A sign-in link was sent.
        LinkSent = "link_sent",
        /// Somebody was invited.
        Invited = "invited",
        /// An invitation was accepted.
        InvitationAccepted = "invitation_accepted",
        /// An invitation was revoked.
        InvitationRevoked = "invitation_revoked",
        /// A role was granted.
        RoleGranted = "role_granted",
        /// A role was withdrawn.
        RoleWithdrawn = "role_withdrawn",
        /// A social account was linked.
        IdentityLinked = "identity_linked",
        /// A social account was unlinked.
        IdentityUnlinked = "identity_unlinked",
        /// Something was refused for want of a role, or to keep what must stay.
        Denied = "denied",
        /// The profile changed.
        ProfileChanged = "profile_changed",
    }
}
