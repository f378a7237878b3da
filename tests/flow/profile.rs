//! A profile: made once, read, rewritten; what is wrong is a typed error.

use wardroom_core::Error;
use wardroom_core::model::{EventKind, ProfileForm, UserId};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;

use wardroom_tests::application::{accounts, dora, events, visit};

#[cfg(test)]
fn says() -> ProfileForm {
    ProfileForm {
        given_name: Some(" Dora ".into()),
        family_name: Some("Dahl".into()),
        locale: Some("de-AT".into()),
        time_zone: Some("Europe/Vienna".into()),
        avatar_url: Some("https://images.example/dora.png".into()),
    }
}

every_store! {
    async fn a_profile_is_made_read_and_rewritten(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let made = accounts.create_profile(&id, says(), &visit()).await.unwrap();
        assert_eq!(made.says.given_name.as_deref(), Some("Dora"));
        assert_eq!(accounts.profile(&id).await.unwrap(), made);

        world.wait(std::time::Duration::from_mins(1));
        let other = ProfileForm { locale: Some("en".into()), avatar_url: Some("  ".into()), ..made.says.clone() };
        let changed = accounts.update_profile(&id, other, &visit()).await.unwrap();
        assert_eq!(accounts.profile(&id).await.unwrap(), changed);
        assert_eq!((changed.says.locale.as_deref(), changed.says.avatar_url.as_deref()), (Some("en"), None));
        assert!(changed.updated_at > made.updated_at && changed.created_at == made.created_at);

        let again = accounts.update_profile(&id, changed.says.clone(), &visit()).await.unwrap();
        assert_eq!(again, changed);
        assert_eq!(events(&world, &id).await, [EventKind::ProfileChanged, EventKind::ProfileChanged]);
    }

    async fn what_is_wrong_is_told_apart(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let nobody = UserId(world.id());
        let missing = |error: Error| matches!(error, Error::NotFound { .. });
        assert!(missing(accounts.profile(&id).await.unwrap_err()));
        assert!(missing(accounts.update_profile(&id, says(), &visit()).await.unwrap_err()));
        assert!(missing(accounts.create_profile(&nobody, says(), &visit()).await.unwrap_err()));
        let wrong = ProfileForm { time_zone: Some("Mars/Olympus".into()), ..says() };
        let answer = accounts.create_profile(&id, wrong, &visit()).await.unwrap_err();
        assert!(matches!(answer, Error::Invalid { field: "time_zone", .. }), "{answer}");
        accounts.create_profile(&id, says(), &visit()).await.unwrap();
        let answer = accounts.create_profile(&id, says(), &visit()).await.unwrap_err();
        assert!(matches!(answer, Error::Conflict { .. }), "{answer}");
        assert_eq!(events(&world, &id).await, [EventKind::ProfileChanged]);
    }
}
