//! Backup codes that Wardroom sealed under the application's secret sign in, once each.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use wardroom_core::action::IssueBackupCodes;
use wardroom_core::layout::AppSettings;
use wardroom_tests::apps::{BetterAuthSettings, SignedIn};
use wardroom_tests::cast::Attached;

use super::{ALICE, World, every_app};

const SECRET: &str = "a secret of these scenes which is long enough";

fn one() -> BetterAuthSettings {
    BetterAuthSettings {
        secret: Some(SECRET.to_owned()),
        ..BetterAuthSettings::default()
    }
}

fn versioned() -> BetterAuthSettings {
    BetterAuthSettings {
        secret: Some("the secret before there were versions".to_owned()),
        secrets: json!([{ "version": 2, "value": SECRET }, { "version": 1, "value": "an older secret which is long enough" }]),
        ..BetterAuthSettings::default()
    }
}

/// Attaches with the text of the application's secret, as the file of the profile would hold it.
async fn knowing(world: &World, secret: &str) -> Attached {
    let app = AppSettings {
        secret: Some(secret.into()),
        ..AppSettings::default()
    };
    Attached::to(&world.db, &app).await
}

async fn signs_in_once_each(world: &World, secret: &str) {
    let app = &world.app;
    let before = app.enrol("alice").backup_codes;
    let wardroom = knowing(world, secret).await;
    let issued = wardroom
        .ana(IssueBackupCodes {
            user: wardroom.id_of(ALICE).await,
        })
        .await;
    let codes: Vec<&str> = issued
        .outcome
        .codes
        .iter()
        .map(SecretString::expose_secret)
        .collect();
    assert_eq!(codes.len(), 10);
    assert_eq!(app.sign_in("phone", ALICE), Ok(SignedIn::Challenged));
    assert!(app.sign_in_with_backup_code("phone", &before[0]).is_err());
    app.sign_in_with_backup_code("phone", codes[0]).unwrap();
    assert_eq!(app.session("phone").as_deref(), Some(ALICE));
    assert_eq!(app.sign_in("laptop", ALICE), Ok(SignedIn::Challenged));
    assert!(app.sign_in_with_backup_code("laptop", codes[0]).is_err());
    app.sign_in_with_backup_code("laptop", codes[9]).unwrap();
    assert_eq!(app.session("laptop").as_deref(), Some(ALICE));
}

every_app! { one();
    async fn they_sign_in_once_each(world: World) {
        signs_in_once_each(&world, SECRET).await;
    }

    async fn a_wrong_secret_changes_nothing(world: World) {
        let app = &world.app;
        let before = app.enrol("alice").backup_codes;
        let wardroom = knowing(&world, "the secret of another application").await;
        let alice = wardroom.id_of(ALICE).await;
        wardroom.ana_is_refused(IssueBackupCodes { user: alice }).await;
        app.sign_in("phone", ALICE).unwrap();
        app.sign_in_with_backup_code("phone", &before[0]).unwrap();
    }
}

every_app! { versioned();
    async fn under_the_newest_of_several_secrets(world: World) {
        let all = format!("2:{SECRET},1:an older secret which is long enough\nthe secret before there were versions");
        signs_in_once_each(&world, &all).await;
    }
}
