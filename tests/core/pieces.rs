//! One thing of an account at a time: its address, a passkey, an identity, an invitation.

use std::time::Duration;

use wardroom_core::Error;
use wardroom_core::action::user::{CreateUser, VerifyEmail};
use wardroom_core::action::{
    ALL, Action, RemovePasskey, RevokeInvitation, UnlinkIdentity, perform, preview,
};
use wardroom_core::db::sql;
use wardroom_core::model::{
    CodeSetState, FactorKind, Id, IdentityId, InvitationId, PasskeyId, Refusal, UserId,
};
use wardroom_tests::cast::{ALICE, World, reason};
use wardroom_tests::every_store;

use crate::actions::{changes, done};

const IDENTITY: &str =
    "INSERT INTO {identity} ({identity.id}, {identity.user_id}, {identity.provider},
    {identity.subject}, {identity.created_at}) VALUES ($1, $2, $3, 'octocat', $4)";
const INVITATION: &str = "INSERT INTO {invitation} ({invitation.id}, {invitation.email_normalized}, {invitation.role},
    {invitation.token_hash}, {invitation.created_at}, {invitation.expires_at}) VALUES ($1, $2, 'STAFF', $3, $4, $5)";
const NO_PASSWORD: &str = "UPDATE {user} SET {user.password_hash} = NULL WHERE {user.id} = $1";
const NO_IDENTITY: &str = "DELETE FROM {identity} WHERE {identity.user_id} = $1";
const TOTP_GONE: &str = "DELETE FROM {totp_factor} WHERE {totp_factor.user_id} = $1";

async fn linked(world: &World, user: &UserId, provider: &str) -> IdentityId {
    let id = world.id();
    let row = sql(IDENTITY).bind(&id).bind(&user.0).bind(provider);
    world.run(row.bind(world.at(world.now()))).await;
    IdentityId(id)
}

/// dora, who has neither a password nor a proof of her address.
async fn dora(world: &World) -> UserId {
    let made = CreateUser::new(&world.directory, "dora@mail.example", None).unwrap();
    done(world, &world.troupe.ana, &made).await.outcome.user
}

async fn passkey(world: &World, user: &UserId) -> PasskeyId {
    let factors = world.directory.factors_of(user).await.unwrap();
    let found = factors.into_iter().find(|f| f.kind == FactorKind::Passkey);
    PasskeyId(found.unwrap().id)
}

async fn refused(world: &World, action: &impl Action) -> Error {
    let answer = perform(&world.directory, &world.troupe.bo.caller, &reason(), action).await;
    answer.map(|done| done.audit).unwrap_err()
}

every_store! {
    async fn an_address_counts_as_proved_once(world: World) {
        let user = dora(&world).await;
        assert_eq!(world.user("dora@mail.example").await.email_verified_at, None);
        let verify = VerifyEmail { user };
        assert_eq!(changes(&world, &verify).await, ["dora@mail.example counts as proved"]);
        let done = done(&world, &world.troupe.bo, &verify).await;
        assert_eq!(done.remains, ["password, sessions and linked accounts stay, whoever set them before the proof"]);
        assert_eq!(world.user("dora@mail.example").await.email_verified_at, Some(world.now()));
        assert!(world.fresh.dump().await.contains("email_verified"), "she is told");
        assert!(matches!(preview(&world.directory, &verify).await, Err(Error::Conflict { .. })));
        assert!(matches!(refused(&world, &verify).await, Error::Conflict { .. }));
    }

    async fn an_identity_is_unlinked_but_never_the_last_way_in(world: World) {
        let user = dora(&world).await;
        let [github, google] = [linked(&world, &user, "github").await, linked(&world, &user, "google").await];
        let unlink = UnlinkIdentity { identity: github.clone() };
        assert_eq!(changes(&world, &unlink).await, ["the account of github signs in no more"]);
        let unlinked = done(&world, &world.troupe.bo, &unlink).await.outcome;
        assert_eq!((unlinked.identity, unlinked.provider.as_str()), (github, "github"));
        let left = world.directory.identities_of(&user).await.unwrap();
        assert_eq!(left.iter().map(|i| &i.id).collect::<Vec<_>>(), [&google]);
        let last = UnlinkIdentity { identity: google };
        for error in [preview(&world.directory, &last).await.unwrap_err(), refused(&world, &last).await] {
            assert!(matches!(error, Error::Refused { refusal: Refusal::LastWayIn, .. }), "{error}");
        }
        assert_eq!(world.directory.identities_of(&user).await.unwrap().len(), 1);
        let alice = world.user(ALICE).await.id;
        let hers = UnlinkIdentity { identity: linked(&world, &alice, "github").await };
        done(&world, &world.troupe.bo, &hers).await;
    }

    async fn a_passkey_goes_and_with_the_last_factor_the_codes(world: World) {
        let alice = world.user(ALICE).await.id;
        let remove = RemovePasskey { passkey: passkey(&world, &alice).await };
        assert_eq!(changes(&world, &remove).await, ["the passkey key is removed"]);
        world.run(sql(TOTP_GONE).bind(&alice.0)).await;
        assert_eq!(changes(&world, &remove).await, [
            "the passkey key is removed", "1 set of recovery codes is voided with the last second factor",
        ]);
        let removed = done(&world, &world.troupe.bo, &remove).await.outcome;
        assert_eq!(removed.code_sets, 1);
        assert!(world.directory.factors_of(&alice).await.unwrap().is_empty());
        let sets = world.directory.code_sets_of(&alice).await.unwrap();
        assert!(sets.iter().all(|set| set.state == CodeSetState::Void));
        assert!(matches!(refused(&world, &remove).await, Error::NotFound { .. }));
    }

    async fn a_passkey_is_never_removed_as_the_last_way_in(world: World) {
        let alice = world.user(ALICE).await.id;
        for gone in [NO_PASSWORD, NO_IDENTITY] {
            world.run(sql(gone).bind(&alice.0)).await;
        }
        let remove = RemovePasskey { passkey: passkey(&world, &alice).await };
        for error in [preview(&world.directory, &remove).await.unwrap_err(), refused(&world, &remove).await] {
            assert!(matches!(error, Error::Refused { refusal: Refusal::LastWayIn, .. }), "{error}");
        }
        linked(&world, &alice, "github").await;
        done(&world, &world.troupe.bo, &remove).await;
    }

    async fn an_open_invitation_is_revoked_once(world: World) {
        let id = world.id();
        let mut token = [0; 32];
        world.directory.entropy().fill(&mut token);
        let until = world.now().plus(Duration::from_hours(24));
        let row = sql(INVITATION).bind(&id).bind("eve@mail.example").bind(token);
        world.run(row.bind(world.at(world.now())).bind(world.at(until))).await;
        let revoke = RevokeInvitation { invitation: InvitationId(id) };
        assert_eq!(changes(&world, &revoke).await, ["the invitation of eve@mail.example as STAFF counts no more"]);
        done(&world, &world.troupe.bo, &revoke).await;
        assert!(matches!(refused(&world, &revoke).await, Error::NotFound { .. }));
        let nobodys: Id = world.id();
        let missing = RevokeInvitation { invitation: InvitationId(nobodys) };
        assert!(matches!(refused(&world, &missing).await, Error::NotFound { .. }));
    }

    async fn what_the_own_layout_does_not_keep_is_refused_with_the_reason(world: World) {
        let layout = world.directory.layout();
        let refused: Vec<_> = ALL.iter().map(|spec| spec.verb).filter(|verb| layout.refusal(verb).is_some()).collect();
        assert!(refused.contains(&"api-keys disable"), "{refused:?}");
        let key = wardroom_core::model::ApiKeyId(world.id());
        let disable = wardroom_core::action::api_key::DisableApiKey { key };
        let error = self::refused(&world, &disable).await;
        assert_eq!(error.to_string(), format!(
            "api-keys disable is not possible on a {} directory: it keeps no API keys", layout.name(),
        ));
    }
}
