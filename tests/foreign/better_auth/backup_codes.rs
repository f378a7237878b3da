//! Backup codes are issued where the application's secret opens those before, and nothing is written where it does not.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use wardroom_core::Error;
use wardroom_core::action::{IssueBackupCodes, perform};
use wardroom_core::crypto::foreign::better_auth::{Secrets, backup_codes};
use wardroom_core::entropy::SeededEntropy;

use wardroom_tests::cast::reason;
use wardroom_tests::foreign::better_auth::spelled;

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

    async fn codes_under_an_older_secret_are_opened_and_sealed_under_the_one_in_use(world: World) {
        let (new, old) = ("the-newer-secret-of-32-letters-!", "the-older-secret-of-32-letters-!");
        let ring = format!("2:{new},1:{old}");
        let all = Secrets::versioned(&SecretString::from(ring.as_str()), Some(&SecretString::from(SECRET))).unwrap();
        let codes = SecretString::from("[\"aaaaa-bbbbb\"]");
        let first = Secrets::versioned(&SecretString::from(format!("1:{old}")), None).unwrap();
        let under_one = first.seal_as("$ba$1$00", &codes, &SeededEntropy::new(5)).unwrap();
        world.run(&format!("UPDATE twoFactor SET backupCodes = '{under_one}'")).await;
        let kept = file(&format!("{ring}\n{SECRET}\n"));
        let wardroom = world.attach(&[("secret_file", kept.path().to_str().unwrap())]).await;
        let user = wardroom.id_of(ALICE).await;
        let (_, done, _) = world.act(&wardroom, IssueBackupCodes { user: user.clone() }).await;
        let now = stored(&world).await;
        assert!(now.starts_with("$ba$2$"), "{now}");
        assert_eq!(backup_codes::read(&now, Some(&all)).unwrap().len(), done.outcome.codes.len());
        // From before there were versions: bare, opened by the former secret, and bare again, as the application writes.
        sealed(&world).await;
        world.act(&wardroom, IssueBackupCodes { user: user.clone() }).await;
        let bare = stored(&world).await;
        assert!(!bare.starts_with('$') && backup_codes::read(&bare, Some(&secrets(SECRET))).is_ok(), "{bare}");
        // A version nobody told us of is left alone.
        world.run(&format!("UPDATE twoFactor SET backupCodes = '{}'", under_one.replace("$1$", "$7$"))).await;
        let why = world.refused(&wardroom, IssueBackupCodes { user }).await.to_string();
        assert!(why.contains('7'), "{why}");
    }

    async fn a_value_from_before_there_were_versions_needs_the_former_secret(world: World) {
        sealed(&world).await;
        let kept = file("2:the-newer-secret-of-32-letters-!,1:the-older-secret-of-32-letters-!");
        let wardroom = world.attach(&[("secret_file", kept.path().to_str().unwrap())]).await;
        let user = wardroom.id_of(ALICE).await;
        let why = world.refused(&wardroom, IssueBackupCodes { user }).await.to_string();
        assert!(why.contains("BETTER_AUTH_SECRET"), "{why}");
    }

    async fn of_a_code_used_and_a_set_issued_at_one_moment_one_wins(world: World) {
        if world.db.engine() == wardroom_tests::database::Engine::Sqlite {
            // Its one writer is asked for before anything is read: nobody comes between.
            return;
        }
        sealed(&world).await;
        let kept = file(SECRET);
        let wardroom = world.attach(&[("secret_file", kept.path().to_str().unwrap())]).await;
        let user = wardroom.id_of(ALICE).await;
        // The application has used a code, and has not committed yet.
        let mut app = PgConnection::connect(world.db.url()).await.unwrap();
        let left = secrets(SECRET).seal_as("", &SecretString::from("[]"), &SeededEntropy::new(9)).unwrap();
        let one_less = spelled(&format!("BEGIN; UPDATE twoFactor SET backupCodes = '{left}'"), world.spelling);
        sqlx::raw_sql(AssertSqlSafe(one_less)).execute(&mut app).await.unwrap();
        let given = reason();
        let (caller, issue) = (&wardroom.troupe.ana.caller, IssueBackupCodes { user });
        let waits = "SELECT CAST(pid AS text) FROM pg_locks WHERE NOT granted";
        let commit = async {
            while world.db.texts(waits).await.is_empty() {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            sqlx::raw_sql("COMMIT").execute(&mut app).await.unwrap();
        };
        let (issued, ()) = tokio::join!(perform(&wardroom.directory, caller, &given, &issue), commit);
        let why = issued.map(drop).unwrap_err();
        assert!(matches!(why, Error::Conflict { .. } | Error::Busy { .. }), "{why}");
        assert_eq!(stored(&world).await, left, "what the application wrote stands");
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
