//! One network asks for so much an hour, whoever has the addresses it names.

use std::net::IpAddr;
use std::time::Duration;

use wardroom_core::Result;
use wardroom_core::flow::{Accounts, Registration, Settings, Visit};
use wardroom_core::model::Refusal;
use wardroom_tests::application::{DORA, dora, refusal, with};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::letters::letters;

/// How many an hour, in these scenes.
const MOST: u32 = 4;
/// Until there is room for one more.
const EACH: Duration = Duration::from_mins(15);

fn few(world: &World) -> Accounts {
    let mut settings = Settings::default();
    (settings.network_requests, settings.network_ceremonies) = (MOST, MOST);
    settings.resend_after = Duration::ZERO;
    with(world, settings)
}

fn from(address: &str) -> Visit {
    let address: IpAddr = address.parse().unwrap();
    Visit::new(Some(address), None)
}

/// What somebody without an account, or with one, may ask for.
const ASKED: [&str; 6] = ["register", "book", "code", "link", "reset", "passkey"];

async fn ask(accounts: &Accounts, what: &str, email: &str, visit: &Visit) -> Result<()> {
    match what {
        "register" => {
            let new = Registration {
                email: email.into(),
                password: None,
                display_name: None,
            };
            accounts.register(new, visit).await.map(drop)
        }
        "book" => accounts.book(email, None, visit).await.map(drop),
        "code" => accounts.send_code(email, visit).await,
        "link" => accounts.request_link(email, visit).await,
        "reset" => accounts.request_reset(email, visit).await,
        _ => accounts.begin_passkey_sign_in(visit).await.map(drop),
    }
}

every_store! {
    async fn a_network_that_asks_too_much_waits_whoever_it_asks_for(world: World) {
        let accounts = few(&world);
        dora(&world).await;
        for what in ASKED {
            // One network for whom it knows, one for whom it does not: the answers are the same.
            for (network, who) in [("192.0.2.7", DORA), ("198.51.100.7", "nobody@mail.example")] {
                let visit = from(network);
                for time in 0..MOST {
                    let email = if time % 2 == 0 { who.to_owned() } else { format!("{time}{who}") };
                    ask(&accounts, what, &email, &visit).await.unwrap();
                }
                let sent = letters(&world).await.len();
                let answer = ask(&accounts, what, who, &visit).await;
                assert_eq!(refusal(answer), Refusal::Wait { seconds: EACH.as_secs() }, "{what} {who}");
                assert_eq!(letters(&world).await.len(), sent);
            }
        }
        let elsewhere = from("203.0.113.7");
        ask(&accounts, "code", DORA, &elsewhere).await.unwrap();
    }

    async fn room_comes_back_one_by_one(world: World) {
        let (accounts, visit) = (few(&world), from("2001:db8::1"));
        for n in 0..MOST {
            ask(&accounts, "book", &format!("guest{n}@mail.example"), &visit).await.unwrap();
        }
        world.wait(EACH);
        ask(&accounts, "book", "late@mail.example", &visit).await.unwrap();
        // The same network (a /64), at another address.
        let neighbour = from("2001:db8::2");
        let answer = ask(&accounts, "book", "later@mail.example", &neighbour).await;
        assert_eq!(refusal(answer), Refusal::Wait { seconds: EACH.as_secs() });
        assert!(world.directory.user_by_email("later@mail.example").await.unwrap().is_none());
        world.wait(EACH * MOST);
        for n in 0..MOST {
            ask(&accounts, "book", &format!("guest{n}@mail.example"), &visit).await.unwrap();
        }
    }

    async fn of_many_at_once_no_more_get_in(world: World) {
        let (accounts, visit) = (few(&world), from("192.0.2.7"));
        let asked = (0..12).map(|n| {
            let (accounts, visit) = (accounts.clone(), visit.clone());
            let email = format!("guest{n}@mail.example");
            tokio::spawn(async move { ask(&accounts, "book", &email, &visit).await })
        });
        let asked: Vec<_> = asked.collect();
        let mut let_in = 0;
        for answer in asked {
            let_in += u32::from(answer.await.unwrap().is_ok());
        }
        assert_eq!(let_in, MOST);
    }

    async fn a_network_nobody_knows_and_a_limit_of_none_let_everybody_in(world: World) {
        let accounts = few(&world);
        let mut settings = Settings::default();
        settings.network_requests = 0;
        let open = with(&world, settings);
        for n in 0..=MOST {
            let email = format!("guest{n}@mail.example");
            ask(&accounts, "book", &email, &Visit::default()).await.unwrap();
            ask(&open, "book", &email, &from("192.0.2.7")).await.unwrap();
        }
    }
}
