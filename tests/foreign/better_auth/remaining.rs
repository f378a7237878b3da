//! What goes on after sessions ended, as the profile tells it: a cookie cache, a secondary storage, tokens.

use std::time::Duration;

use wardroom_core::action::{EndSessions, ResetFactors};
use wardroom_core::model::Ts;

use super::{ALICE, World, every_spelling};

/// What is said to remain after alice's sessions ended, and when it was said.
async fn remains(world: &World, profile: &[(&str, &str)]) -> (Vec<String>, Ts) {
    let wardroom = world.attach(profile).await;
    let user = wardroom.id_of(ALICE).await;
    let said = wardroom.now();
    let done = wardroom.bo(EndSessions { user }).await;
    (done.remains, said)
}

/// Whether a sentence that begins so ends, but for what follows a comma, in an instant so long after `said`.
fn until(all: &[String], begins: &str, said: Ts, life: Duration) -> bool {
    let wanted = said.plus(life).to_second().to_string();
    all.iter().any(|one| {
        let rest = one.strip_prefix(begins);
        rest.is_some_and(|rest| rest.split(',').next() == Some(wanted.as_str()))
    })
}

const CACHE: &str = "a cookie cache is believed until ";
const TOKENS: &str = "tokens of the JWT plugin are believed until ";
const STORAGE: &str =
    "sessions in the secondary storage go on: the application must remove them there";
const QUARTER: Duration = Duration::from_mins(15);

every_spelling! {
    async fn an_unknown_cookie_cache_is_said_to_be_unknown(world: World) {
        let (all, said) = remains(&world, &[]).await;
        assert!(all[0].contains("if the application has one") && all[0].contains("5 minutes"), "{all:?}");
        assert!(until(&all, TOKENS, said, QUARTER), "{all:?}");
        assert_eq!(all.len(), 2, "{all:?}");
    }

    async fn a_cookie_cache_is_believed_as_long_as_the_profile_says(world: World) {
        let (all, said) = remains(&world, &[("access_token_life", "3m")]).await;
        assert!(until(&all, CACHE, said, Duration::from_mins(3)), "{all:?}");
        assert!(until(&all, TOKENS, said, QUARTER), "tokens outlive it: {all:?}");
    }

    async fn tokens_count_as_long_as_the_longest_that_is_said(world: World) {
        let (all, said) = remains(&world, &[("access_token_life", "2h")]).await;
        let hours = Duration::from_hours(2);
        assert!(until(&all, CACHE, said, hours) && until(&all, TOKENS, said, hours), "{all:?}");
    }

    async fn without_the_jwt_plugin_no_token_is_spoken_of(world: World) {
        world.run("DROP TABLE jwks").await;
        let (all, _) = remains(&world, &[("access_token_life", "3m")]).await;
        assert!(all.iter().all(|one| !one.contains("JWT")), "{all:?}");
    }

    async fn a_row_of_a_session_that_is_in_both_places_ends_nothing(world: World) {
        let wardroom = world.attach(&[("session_storage", "both")]).await;
        let user = wardroom.id_of(ALICE).await;
        let why = world.refused(&wardroom, EndSessions { user: user.clone() }).await.to_string();
        assert!(why.contains("a row here ends nothing"), "{why}");
        // What ends sessions besides says that they go on.
        let done = wardroom.ana(ResetFactors { user }).await;
        assert!(done.remains.iter().any(|one| one == STORAGE), "{:?}", done.remains);
    }

    async fn of_sessions_in_the_database_alone_none_is_said_to_go_on_elsewhere(world: World) {
        let wardroom = world.attach(&[]).await;
        let user = wardroom.id_of(ALICE).await;
        let done = wardroom.ana(ResetFactors { user }).await;
        assert!(!done.remains.is_empty() && done.remains.iter().all(|one| one != STORAGE), "{:?}", done.remains);
    }
}
