//! The console in lines before anybody attached: looked at, masked, and left for another directory.

use std::fs;

use wardroom_tests::command::Home;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::{Spelling, spelled};

use super::furnish;

/// Of both people, since either may come first.
const LINKED: &str = "INSERT INTO account (id, accountId, providerId, userId, createdAt, updatedAt)
        SELECT 'a' || id, '7', 'google', id, createdAt, createdAt FROM \"user\";
    INSERT INTO passkey (id, name, publicKey, userId, credentialID, counter, deviceType, backedUp, createdAt)
        SELECT 'p' || id, 'blue key', 'pk', id, 'cred', 0, 'singleDevice', false, createdAt FROM \"user\";";

/// A home that knows the directory under two names.
fn home(db: &Fresh) -> Home {
    let home = Home::new();
    let folder = home.path().join(".config/wardroom");
    fs::create_dir_all(&folder).unwrap();
    let url = db.url();
    let text = format!(
        "[directories.Shop]\nurl = \"{url}\"\nenvironment = \"staging\"\n[directories.prod]\nurl = \"{url}\"\n"
    );
    fs::write(folder.join("config.toml"), text).unwrap();
    home
}

every_engine! {
    async fn it_is_shown_masked_and_every_action_says_why_not(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        db.run(&spelled(LINKED, Spelling::BuiltIn)).await.unwrap();
        let before = db.dump().await;
        let ran = home(&db).fed(&["--directory", "prod", "--plain"], "1\n5\n1\nb\nr\nb\nq\n");
        assert_eq!(ran.code, 0, "{ran:?}");
        let first = "prod, production. not attached: read-only, masked; \
            `wardroom attach --directory prod --confirm` lets operators act.";
        assert_eq!(ran.out.lines().next(), Some(first));
        assert!(!ran.out.contains("lice") && ran.out.contains("A***"), "{}", ran.out);
        let end = "end all sessions of this user. Not now: Wardroom is not attached here";
        assert!(ran.out.contains(end), "{}", ran.out);
        assert!(ran.out.contains("freeze: it wasn't me. Not here: it has no lock"), "{}", ran.out);
        for thing in ["unlink this identity: google, account ", "remove this passkey: blue key. Not now: "] {
            assert!(ran.out.contains(thing), "{thing}: {}", ran.out);
        }
        assert!(!ran.out.contains("show what is masked"), "{}", ran.out);
        assert_eq!(db.dump().await, before);
    }

    async fn another_directory_is_gone_to_by_name_or_number(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let typed = ":dir nowhere\n:dir\n7\n:dir\nb\n:dir shop\n:dir\n2\nq\n";
        let ran = home(&db).fed(&["--directory", "prod", "--plain"], typed);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains("no directory nowhere is configured"), "{}", ran.out);
        assert!(ran.out.contains("There is no number 7."), "{}", ran.out);
        let here = |line: &&str| line.contains(". not attached: ");
        let places: Vec<&str> = ran.out.lines().filter(here).collect();
        let names: Vec<&str> = places
            .iter()
            .map(|line| line.trim_start_matches("> ").split('.').next().unwrap())
            .collect();
        assert_eq!(names, ["prod, production", "Shop, staging", "prod, production"], "{}", ran.out);
    }

    async fn what_to_do_fits_a_screen_of_80_columns_however_long_the_address(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let ran = Home::at(db.url()).fed(&["--plain"], ":dir\nq\n");
        assert_eq!(ran.code, 0, "{ran:?}");
        let first = ran.out.lines().next().unwrap();
        let (_, next) = first.split_once("masked; ").unwrap();
        assert!(next.len() <= 77, "{next}");
        assert!(next.starts_with("`wardroom attach URL --confirm` lets"), "{next}");
        assert!(ran.out.contains("No other directory is configured"), "{}", ran.out);
    }
}
