//! Backup codes are issued where the application's secret opens those before, and nothing is written where it does not.

use secrecy::{ExposeSecret, SecretString};
use wardroom_core::Error;
use wardroom_core::action::IssueBackupCodes;
use wardroom_core::crypto::foreign::better_auth::{Secrets, backup_codes};
use wardroom_core::entropy::SeededEntropy;

use super::{ALICE, BOB, World, every_spelling};

const SECRET: &str = "a-secret-of-thirty-two-letters-!";

/// A file that only its owner reads.
fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

fn secrets(text: &str) -> Secrets {
    Secrets::one(&SecretString::from(text)).unwrap()
}

/// Seals alice's codes as the application would.
async fn sealed(world: &World) {
    let old = SecretString::from("[\"aaaaa-bbbbb\"]");
    let sealed = secrets(SECRET)
        .seal_as("", &old, &SeededEntropy::new(5))
        .unwrap();
    world
        .run(&format!("UPDATE twoFactor SET backupCodes = '{sealed}'"))
        .await;
}

async fn stored(world: &World) -> String {
    world
        .texts("SELECT backupCodes FROM twoFactor")
        .await
        .remove(0)
}

every_spelling! {
    async fn new_codes_take_the_place_of_those_the_secret_opens(world: World) {
        sealed(&world).await;
        let kept = file(&format!("{SECRET}\n"));
        let wardroom = world.attach(&[("secret_file", kept.path().to_str().unwrap())]).await;
        let user = wardroom.id_of(ALICE).await;
        let (said, done, rows) = world.act(&wardroom, IssueBackupCodes { user }).await;
        assert_eq!(said, ["10 codes are shown once; each signs in once", "the codes before count no more, at once"]);
        assert_eq!((done.outcome.count, rows[0].len(), rows[1].len()), (10, 1, 1));
        let stored = stored(&world).await;
        assert!(!stored.contains('['), "sealed as before");
        let read = backup_codes::read(&stored, Some(&secrets(SECRET))).unwrap();
        let texts = |codes: &[SecretString]| codes.iter().map(|c| c.expose_secret().to_owned()).collect::<Vec<_>>();
        assert_eq!(texts(&read), texts(&done.outcome.codes));
        let dump = world.db.dump().await;
        assert!(texts(&read).iter().all(|code| !dump.contains(code)), "no code rests anywhere in the clear");
        let user = wardroom.id_of(BOB).await;
        let why = world.refused(&wardroom, IssueBackupCodes { user }).await;
        assert!(matches!(why, Error::NotFound { .. }), "{why}");
    }

    async fn another_secret_writes_nothing(world: World) {
        sealed(&world).await;
        let kept = file("another-secret-of-32-letters-!!!");
        let wardroom = world.attach(&[("secret_file", kept.path().to_str().unwrap())]).await;
        let user = wardroom.id_of(ALICE).await;
        let why = world.refused(&wardroom, IssueBackupCodes { user }).await;
        assert!(matches!(why, Error::Crypto(_)), "{why}");
    }

    async fn plain_ones_need_no_secret_and_custom_ones_are_nobodys(world: World) {
        let wardroom = world.attach(&[("code_storage", "plain")]).await;
        let user = wardroom.id_of(ALICE).await;
        world.act(&wardroom, IssueBackupCodes { user }).await;
        assert!(stored(&world).await.starts_with("[\""));
    }

    async fn codes_made_by_the_applications_own_functions_stay(world: World) {
        let wardroom = world.attach(&[("code_storage", "custom")]).await;
        let user = wardroom.id_of(ALICE).await;
        let why = world.refused(&wardroom, IssueBackupCodes { user }).await.to_string();
        assert!(why.contains("by functions of its own"), "{why}");
    }
}
