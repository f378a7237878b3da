//! API keys, linked accounts and invitations: one thing of an account at a time.

use wardroom_core::action::api_key::{DisableApiKey, EnableApiKey};
use wardroom_core::action::{RevokeInvitation, UnlinkIdentity};
use wardroom_core::model::{ApiKeyId, Id, InvitationId};

use super::{ALICE, BOB, World, every_app};

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

    async fn an_unlinked_account_is_gone_and_the_last_way_in_stays(world: World) {
        let app = &world.app;
        app.link_account(ALICE, "github", "7");
        app.link_account(BOB, "github", "8");
        assert_eq!(app.accounts("alice"), ["credential", "github"]);
        let (provider, user) = (world.column("providerId"), world.column("userId"));
        let only = format!("DELETE FROM account WHERE {provider} = 'credential' AND {user} = '{}'", app.user(BOB)["id"].as_str().unwrap());
        world.db.run(&only).await.unwrap();
        let wardroom = world.attach().await;
        let of = async |email: &str| {
            let user = wardroom.id_of(email).await;
            wardroom.directory.identities_of(&user).await.unwrap().remove(0).id
        };
        wardroom.bo(UnlinkIdentity { identity: of(ALICE).await }).await;
        assert_eq!(app.accounts("alice"), ["credential"]);
        wardroom.refused(UnlinkIdentity { identity: of(BOB).await }).await;
        assert_eq!(app.accounts("bob"), ["github"]);
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
