//! A whole account: closed, opened, unlocked, its address proved, its second factors reset, its sessions ended.

use wardroom_core::action::user::{DisableUser, EnableUser, UnlockUser, VerifyEmail};
use wardroom_core::action::{EndSession, EndSessions, ResetFactors};
use wardroom_core::model::{Standing, UserId};
use wardroom_tests::cast::Attached;

use super::{ALICE, BOB, World, every_spelling};

const CACHE: &str = "a cookie cache, if the application has one, is believed until it runs out: 5 minutes unless it says \
    otherwise";

async fn alice(wardroom: &Attached) -> UserId {
    wardroom.id_of(ALICE).await
}

every_spelling! {
    async fn a_ban_ends_sessions_and_stops_keys_and_is_lifted_without_them(world: World) {
        let wardroom = world.attach(&[]).await;
        let user = alice(&wardroom).await;
        let (said, done, rows) = world.act(&wardroom, DisableUser { user: user.clone() }).await;
        assert_eq!(said, ["nobody can sign in to the account", "2 live sessions end", "1 API key is taken no more"]);
        assert_eq!((done.outcome.sessions, done.outcome.api_keys), (2, 1));
        assert!(done.remains.contains(&CACHE.to_owned()), "{:?}", done.remains);
        assert!(done.remains.iter().any(|r| r.starts_with("tokens of the JWT plugin are believed until ")));
        assert_eq!(rows, [
            vec!["apikey|k1|1|hash1|far", "session|s1|alice|far|far", "session|s2|alice|far|far", "user|alice|0|1|0|-|far|-"],
            vec!["apikey|k1|0|hash1|far", "user|alice|0|1|1|closed by an operator|now+0ms|-"],
        ].map(|lines| lines.into_iter().map(str::to_owned).collect::<Vec<_>>()));
        assert_eq!(wardroom.user(ALICE).await.standing(wardroom.now()), Standing::Disabled);
        let (_, done, rows) = world.act(&wardroom, EnableUser { user }).await;
        assert_eq!(done.outcome.standing, Standing::Unverified);
        assert_eq!(rows[1], ["user|alice|0|1|0|-|now+0ms|-"]);
        assert_eq!(done.remains, ["2 API keys are still stopped; `api-keys enable` lets one be taken again"]);
    }

    async fn a_reset_takes_every_factor_and_what_could_pass_for_one(world: World) {
        let wardroom = world.attach(&[("access_token_life", "5m")]).await;
        let user = alice(&wardroom).await;
        let (said, done, rows) = world.act(&wardroom, ResetFactors { user }).await;
        assert_eq!(said, [
            "1 authenticator is removed", "1 passkey is removed", "1 set of recovery codes is voided",
            "2 live sessions end", "1 trusted device is forgotten", "2 pending resets, links and codes are cancelled",
        ]);
        let gone = done.outcome;
        assert_eq!((gone.totp, gone.passkeys, gone.code_sets, gone.sessions), (1, 1, 1, 2));
        assert_eq!((gone.trusted_devices, gone.pending), (1, 2));
        assert!(done.remains.iter().any(|r| r.starts_with("a cookie cache is believed until ")), "{:?}", done.remains);
        assert_eq!(rows[0], [
            "passkey|p1|pk", "session|s1|alice|far|far", "session|s2|alice|far|far",
            "twoFactor|f1|sealed|[\"aaaaa-bbbbb\"]|10|far", "user|alice|0|1|0|-|far|-",
            "verification|2fa-1|alice|far|far|far", "verification|reset-password:old|alice|far|far|far",
            "verification|trust-device-1|alice|far|far|far",
        ]);
        assert_eq!(rows[1], ["user|alice|0|0|0|-|now+0ms|-"]);
    }

    async fn a_locked_second_factor_is_opened(world: World) {
        let wardroom = world.attach(&[]).await;
        let user = alice(&wardroom).await;
        let (said, _, rows) = world.act(&wardroom, UnlockUser { user }).await;
        assert_eq!(said, ["codes of authenticators are taken again"]);
        assert_eq!(rows, [
            vec!["twoFactor|f1|sealed|[\"aaaaa-bbbbb\"]|10|far".to_owned()],
            vec!["twoFactor|f1|sealed|[\"aaaaa-bbbbb\"]|0|-".to_owned()],
        ]);
    }

    async fn an_address_is_marked_as_proved(world: World) {
        let wardroom = world.attach(&[]).await;
        let user = alice(&wardroom).await;
        let (said, _, rows) = world.act(&wardroom, VerifyEmail { user }).await;
        assert_eq!(said, ["alice@mail.example counts as proved"]);
        assert_eq!(rows, [
            vec!["user|alice|0|1|0|-|far|-".to_owned()], vec!["user|alice|1|1|0|-|now+0ms|-".to_owned()],
        ]);
        let user = wardroom.id_of(BOB).await;
        world.refused(&wardroom, VerifyEmail { user }).await;
    }

    async fn sessions_end_one_by_one_and_all_at_once(world: World) {
        let wardroom = world.attach(&[]).await;
        let user = alice(&wardroom).await;
        let session = wardroom.directory.layout().parse_session_id("s1").unwrap();
        let (_, _, rows) = world.act(&wardroom, EndSession { session }).await;
        assert_eq!(rows, [vec!["session|s1|alice|far|far".to_owned()], vec![]]);
        let (said, done, rows) = world.act(&wardroom, EndSessions { user: user.clone() }).await;
        assert_eq!((said, done.outcome.sessions), (vec!["1 live session ends".to_owned()], 1));
        assert_eq!(rows, [vec!["session|s2|alice|far|far".to_owned()], vec![]]);
        let told = world.db.texts(&match world.db.engine() {
            wardroom_tests::database::Engine::Sqlite => "SELECT template || user_id || state FROM wardroom_outbox".to_owned(),
            wardroom_tests::database::Engine::Postgres => "SELECT template || user_id || state FROM wardroom.outbox".to_owned(),
        }).await;
        assert_eq!(told, ["sessions_endedalicequeued"], "she is told, in a table beside the application's");
    }
}
