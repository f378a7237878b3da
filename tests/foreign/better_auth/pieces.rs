//! One thing at a time: a passkey, an identity, an invitation, an API key.

use wardroom_core::Error;
use wardroom_core::action::api_key::{DisableApiKey, EnableApiKey};
use wardroom_core::action::{RemovePasskey, RevokeInvitation, UnlinkIdentity};
use wardroom_core::model::{ApiKeyId, Id, IdentityId, InvitationId, PasskeyId, Refusal};

use super::{World, every_spelling};

fn id(text: &str) -> Id {
    Id::Text(text.to_owned())
}

every_spelling! {
    async fn a_passkey_is_removed(world: World) {
        let wardroom = world.attach(&[]).await;
        let remove = RemovePasskey { passkey: PasskeyId(id("p1")) };
        let (said, _, rows) = world.act(&wardroom, remove.clone()).await;
        assert_eq!(said, ["the passkey key is removed"]);
        assert_eq!(rows, [vec!["passkey|p1|pk".to_owned()], vec![]]);
        assert!(matches!(world.refused(&wardroom, remove).await, Error::NotFound { .. }));
    }

    async fn an_identity_is_unlinked_but_never_the_last_way_in(world: World) {
        let wardroom = world.attach(&[]).await;
        let (said, _, rows) = world.act(&wardroom, UnlinkIdentity { identity: IdentityId(id("a2")) }).await;
        assert_eq!(said, ["the account of google signs in no more"]);
        assert_eq!(rows, [vec!["account|a2|google|-|far".to_owned()], vec![]]);
        let last = world.refused(&wardroom, UnlinkIdentity { identity: IdentityId(id("b1")) }).await;
        assert!(matches!(last, Error::Refused { refusal: Refusal::LastWayIn, .. }), "{last}");
        let password = world.refused(&wardroom, UnlinkIdentity { identity: IdentityId(id("a1")) }).await;
        assert!(matches!(password, Error::NotFound { .. }), "the password is no identity: {password}");
    }

    async fn an_invitation_is_cancelled_and_keeps_its_history(world: World) {
        let wardroom = world.attach(&[]).await;
        let revoke = RevokeInvitation { invitation: InvitationId(id("i1")) };
        let (said, _, rows) = world.act(&wardroom, revoke.clone()).await;
        assert_eq!(said, ["the invitation of alice@mail.example as admin counts no more"]);
        assert_eq!(rows, [vec!["invitation|i1|pending|far".to_owned()], vec!["invitation|i1|canceled|far".to_owned()]]);
        world.refused(&wardroom, revoke).await;
        world.refused(&wardroom, RevokeInvitation { invitation: InvitationId(id("i2")) }).await;
    }

    async fn a_key_is_stopped_and_taken_again(world: World) {
        let wardroom = world.attach(&[]).await;
        let disable = DisableApiKey { key: ApiKeyId(id("k1")) };
        let (said, _, rows) = world.act(&wardroom, disable.clone()).await;
        assert!(said[0].starts_with("the API key robot (") && said[0].ends_with(") is taken no more"), "{said:?}");
        assert!(!said[0].contains("hash1"));
        assert_eq!(rows, [vec!["apikey|k1|1|hash1|far".to_owned()], vec!["apikey|k1|0|hash1|far".to_owned()]]);
        world.refused(&wardroom, disable).await;
        let (_, _, rows) = world.act(&wardroom, EnableApiKey { key: ApiKeyId(id("k1")) }).await;
        assert_eq!(rows[1], ["apikey|k1|1|hash1|far"]);
        let (_, _, rows) = world.act(&wardroom, DisableApiKey { key: ApiKeyId(id("k3")) }).await;
        assert_eq!(rows[1], ["apikey|k3|0|hash3|far"], "an organization's");
    }
}
