//! The search is worth something only if it finds what is planted, wherever that is.

use data_encoding::{BASE32_NOPAD, BASE64, HEXUPPER};
use wardroom_core::Result;
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::db::sql;
use wardroom_core::entropy::OsEntropy;
use wardroom_core::model::MailTemplate;
use wardroom_tests::application::{DORA, dora, visit};
use wardroom_tests::cast::World;
use wardroom_tests::driving::Driver;
use wardroom_tests::{drive, every_store};

use crate::listening;
use crate::search::everywhere;

const NAME: &str = "UPDATE {user} SET {user.display_name} = $2 WHERE {user.id} = $1";
const ERROR: &str = "UPDATE {mail} SET {mail.last_error} = $1";
const PARAMS: &str = "UPDATE {mail} SET {mail.params} = $1, {mail.template} = $2";

/// A mail that waits, and a secret to plant.
async fn open(world: &World) -> (Driver<'_>, String) {
    listening::begin();
    let mut driver = Driver::open(world, world.troupe.bo.caller.clone(), "");
    drive!(driver.request_link(DORA, &visit())).unwrap();
    // Not from the scenes' own randomness: two engines would plant the same, and find each other's.
    let planted = Token::generate(TokenKind::Plain, &OsEntropy);
    driver.trail.secret("what was planted", planted.expose());
    (driver, planted.expose().to_owned())
}

/// The places where what was planted is found.
async fn found(mut driver: Driver<'_>, world: &World) -> Vec<String> {
    everywhere(&mut driver, world).await;
    let leaks = driver.trail.leaks();
    let places = leaks.iter().map(|leak| {
        let place = leak.split_once(" holds what was planted");
        place.unwrap_or_else(|| panic!("{leak}")).0
    });
    // A mail is named by its row.
    let mut places: Vec<String> = places
        .map(|place| {
            if place.starts_with("mail ") {
                "a mail"
            } else {
                place
            }
        })
        .map(str::to_owned)
        .collect();
    places.sort();
    places.dedup();
    places
}

every_store! {
    async fn a_planted_secret_is_found_in_a_row(world: World) {
        let id = dora(&world).await;
        let (driver, planted) = open(&world).await;
        world.run(sql(NAME).bind(&id.0).bind(HEXUPPER.encode(planted.as_bytes()))).await;
        assert_eq!(found(driver, &world).await, ["the database", "the database after the post"]);
    }

    async fn a_planted_secret_is_found_in_the_outbox(world: World) {
        dora(&world).await;
        let (driver, planted) = open(&world).await;
        world.run(sql(ERROR).bind(BASE64.encode(format!("? {planted}").as_bytes()))).await;
        let places = found(driver, &world).await;
        assert!(places.contains(&"the outbox".to_owned()), "{places:?}");
    }

    async fn a_planted_secret_is_found_in_the_log(world: World) {
        dora(&world).await;
        let (driver, planted) = open(&world).await;
        tracing::trace!(said = BASE32_NOPAD.encode(planted.as_bytes()));
        assert_eq!(found(driver, &world).await, ["the log"]);
    }

    async fn a_planted_secret_is_found_in_another_mail(world: World) {
        dora(&world).await;
        let (driver, planted) = open(&world).await;
        let (params, template) = (serde_json::json!({ "label": "phone", "tenant": planted }), MailTemplate::Invitation);
        world.run(sql(PARAMS).bind(params).bind(template.word())).await;
        let places = found(driver, &world).await;
        assert!(places.contains(&"a mail".to_owned()), "{places:?}");
    }

    async fn a_planted_secret_is_found_in_an_answer(world: World) {
        dora(&world).await;
        let (mut driver, planted) = open(&world).await;
        let careless: Result<String> = Ok(planted.replace('-', ""));
        driver.saw("a verb", &careless);
        assert_eq!(found(driver, &world).await, ["what a verb returned"]);
    }
}
