//! API keys and invitations: one thing of an account at a time.

use wardroom_core::action::RevokeInvitation;
use wardroom_core::action::api_key::{DisableApiKey, EnableApiKey};
use wardroom_core::model::{ApiKeyId, Id, InvitationId};

use super::{ALICE, World, every_app};

every_app! {
    async fn a_disabled_key_is_refused_until_it_is_enabled(world: World) {
        let app = &world.app;
        let (id, key) = app.create_api_key("alice");
        let (_, other) = app.create_api_key("alice");
        let id = ApiKeyId(Id::Text(id));
        let wardroom = world.attach().await;
        wardroom.bo(DisableApiKey { key: id.clone() }).await;
        assert_eq!(app.verify_api_key(&key), Err("KEY_DISABLED".to_owned()));
        assert_eq!(app.verify_api_key(&other), Ok(()));
        wardroom.bo(EnableApiKey { key: id }).await;
        assert_eq!(app.verify_api_key(&key), Ok(()));
    }

    async fn a_revoked_invitation_is_not_accepted(world: World) {
        let app = &world.app;
        let crew = app.create_organization("bob", "crew");
        let invitation = app.invite(&crew, ALICE, "member").unwrap();
        world.db.run(&format!("UPDATE \"user\" SET {} = TRUE", world.column("emailVerified"))).await.unwrap();
        let wardroom = world.attach().await;
        wardroom.bo(RevokeInvitation { invitation: InvitationId(Id::Text(invitation.clone())) }).await;
        app.accept_invitation("alice", &invitation).unwrap_err();
        let again = app.invite(&crew, ALICE, "member").unwrap();
        app.accept_invitation("alice", &again).unwrap();
    }
}
