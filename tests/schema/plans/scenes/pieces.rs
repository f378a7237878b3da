//! What an operator does to one thing of an account: an address, a passkey, an identity, an invitation.

use wardroom_core::action::user::VerifyEmail;
use wardroom_core::action::{RemovePasskey, RevokeInvitation, UnlinkIdentity};
use wardroom_core::model::{IdentityId, InvitationId, PasskeyId};

use super::accounts::{act, id, user};
use super::{Scene, scene};

pub(super) fn all() -> Vec<(String, Scene)> {
    vec![
        scene("action: users verify-email", |d, round| {
            Box::pin(async move {
                let user = user(30_000 + 100 * round + 7);
                act(d, VerifyEmail { user }).await;
            })
        }),
        scene("action: passkeys remove", |d, round| {
            Box::pin(async move {
                let passkey = PasskeyId(id(700 + round));
                act(d, RemovePasskey { passkey }).await;
            })
        }),
        // Of users who have a passkey besides.
        scene("action: identities unlink", |d, round| {
            Box::pin(async move {
                let identity = IdentityId(id(7 + (300 + round) * 197));
                act(d, UnlinkIdentity { identity }).await;
            })
        }),
        scene("action: invitations revoke", |d, round| {
            Box::pin(async move {
                let invitation = InvitationId(id(3_000 + 3 * round + 1));
                act(d, RevokeInvitation { invitation }).await;
            })
        }),
    ]
}
