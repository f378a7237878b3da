//! Every phase done, undone and done again under a living application: nobody is lost, and an old password still opens.

use std::time::Duration;

use wardroom_core::Directory;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::adopt::{self, Pace, Phase, Wish};
use wardroom_core::db::migrate::{Place, Set, State, up, verify};
use wardroom_core::db::{Access, connect};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::flow::{Accounts, Settings, SignIn};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::store::Parts;
use wardroom_tests::application::visit;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;

use super::old::{BEFORE, Kind, Old, address, everybody, moves_in};
use crate::tracking::{all, states, target};

const PACE: Pace = Pace {
    batch: 50,
    rest: Duration::from_millis(1),
};

async fn fill(place: &Place<'_>) -> u64 {
    adopt::backfill(place, PACE, &mut |_| {})
        .await
        .unwrap()
        .walked
}

async fn adopts(db: Fresh, kind: Kind) {
    moves_in(&db, kind).await;
    let target = target(&db);
    let place = Place::own(&target);
    let wish = Wish::default();
    let before = db.dump().await;
    let plan = adopt::plan(&place, &wish).await.unwrap();
    assert_eq!(plan.blockers, [""; 0]);
    assert_eq!(
        (plan.rows, plan.hashes["$2a$"]),
        (BEFORE as u64, BEFORE as u64)
    );
    assert_eq!(db.dump().await, before, "planning changes nothing");

    let old = Old::lives(&db, kind);
    adopt::expand(&place, &wish).await.unwrap();
    old.lives_on().await;
    assert_eq!(adopt::undo(&place).await.unwrap(), None);
    old.lives_on().await;
    adopt::expand(&place, &wish).await.unwrap();
    old.lives_on().await;
    assert!(fill(&place).await >= BEFORE as u64);
    old.lives_on().await;
    assert_eq!(adopt::undo(&place).await.unwrap(), Some(Phase::Expanded));
    old.lives_on().await;
    fill(&place).await;
    old.lives_on().await;
    adopt::switch(&place).await.unwrap();
    old.lives_on().await;
    assert_eq!(adopt::undo(&place).await.unwrap(), Some(Phase::Backfilled));
    old.lives_on().await;
    adopt::switch(&place).await.unwrap();
    old.lives_on().await;
    fill(&place).await;
    old.lives_on().await;

    assert!(all(&states(&place, Set::Directory).await, State::Applied));
    up(&place, Set::Bookkeeping).await.unwrap();
    let verified = verify(&place).await.unwrap();
    assert_eq!(verified.differences, []);
    signs_in(&db).await;

    let people = old.ends().await;
    let mut expected: Vec<String> = people.values().cloned().collect();
    expected.sort();
    assert_eq!(everybody(&db).await, expected);
    // Who came with an address that only Wardroom folds waited for this.
    fill(&place).await;
    in_step(&db, people.len()).await;
    adopt::cleanup(&place, &["email_verified".into()], "the old one is gone")
        .await
        .unwrap();
    assert!(adopt::undo(&place).await.is_err(), "there is no way back");
    assert_eq!(verify(&place).await.unwrap().differences, []);
    signs_in(&db).await;
}

/// The first, who has an old bcrypt hash or by now a new one, signs in through the flows.
async fn signs_in(db: &Fresh) {
    let pool = connect(&target(db), Access::Write, 2).await.unwrap();
    let layout = Layout::found(&pool, "public", &AppSettings::default())
        .await
        .unwrap();
    let directory = Directory::new(&pool, layout, "public", Parts::default());
    let ring = KeyRing::generate(&SeededEntropy::new(5));
    let accounts = Accounts::new(directory, ring, Settings::default()).unwrap();
    let came = accounts
        .sign_in(&address(0), "U*U".into(), &visit())
        .await
        .unwrap();
    assert!(matches!(came, SignIn::Done(_)), "{came:?}");
    pool.close().await;
    let hash = db
        .texts("SELECT password_hash FROM users WHERE name = 'Person 0'")
        .await;
    assert!(hash[0].starts_with("$argon2id$"), "it was not rehashed");
}

/// What Wardroom reads says the same as what the application wrote.
async fn in_step(db: &Fresh, people: usize) {
    let sound = match db.engine() {
        Engine::Sqlite => "CAST(count(*) AS TEXT)",
        Engine::Postgres => "count(*)::text",
    };
    let agree = format!(
        "SELECT {sound} FROM users WHERE display_name = name AND (email_verified_at IS NOT NULL) = email_verified
         AND updated_at IS NOT NULL AND wardroom_status = 'active' AND wardroom_created_at IS NOT NULL"
    );
    assert_eq!(db.texts(&agree).await, [people.to_string()]);
    let folded = db
        .texts("SELECT email_normalized FROM users WHERE email LIKE '%rger%'")
        .await;
    assert!(folded.len() > 7);
    for address in folded {
        assert!(address.starts_with("ärger"), "{address}");
    }
}

every_engine! {
    async fn integers_are_adopted(db: Fresh) {
        adopts(db, Kind::Integer).await;
    }

    async fn texts_are_adopted(db: Fresh) {
        adopts(db, Kind::Text).await;
    }

    async fn uuids_are_adopted(db: Fresh) {
        adopts(db, Kind::Uuid).await;
    }
}
