//! A key ring on its way from one version to the next: the commands, the worker between them, and the file itself.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use secrecy::ExposeSecret;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::sql;
use wardroom_core::model::MailTemplate;
use wardroom_tests::command::Home;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::cast::{House, MIGRATED};
use crate::mail::{queue, ring};
use crate::process::ended;

const LATER: &str = "UPDATE {mail} SET next_attempt_at = $1";

/// A sealed mail that nobody sends yet.
async fn waiting_mail(house: &House) {
    queue(house, MailTemplate::VerifyEmail, "dora@mail.example").await;
    let now = house.directory.database_now().await.unwrap();
    let later = house
        .directory
        .layout()
        .at(now.plus(Duration::from_hours(1)));
    house.tell(sql(LATER).bind(later)).await;
}

/// Version, whether the ring holds it, and how many rows need it.
fn versions(home: &Home, file: &str) -> Vec<(u64, bool, i64)> {
    let listed = home.json(&["key-ring", "versions", "--keys", file]);
    let read = |v: &serde_json::Value| {
        let version = v["version"].as_u64().unwrap();
        (
            version,
            v["held"].as_bool().unwrap(),
            v["rows"].as_i64().unwrap(),
        )
    };
    listed.iter().map(read).collect()
}

fn is_private(path: &Path) -> bool {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777 == 0o600
}

every_engine! { MIGRATED;
    async fn a_version_is_added_moved_to_and_the_old_one_retired(db: Fresh) {
        let (house, home) = (House::open(db.url()).await, Home::at(db.url()));
        waiting_mail(&house).await;
        let path = home.path().join("ring.keys");
        let file = path.to_str().unwrap();
        ring().create(&path).unwrap();
        assert_eq!(versions(&home, file), [(1, true, 1)]);
        home.run(&["key-ring", "retire", "1", "--keys", file, "--yes"]).refused(14, "newest version cannot be retired");

        let beside = home.path().join("ring.keys.new");
        std::fs::write(&beside, "").unwrap();
        home.run(&["key-ring", "add", "--keys", file]).refused(14, "ring.keys.new");
        assert!(beside.exists(), "somebody else's is left alone");
        std::fs::remove_file(&beside).unwrap();
        let said = home.done(&["key-ring", "add", "--keys", file]);
        assert!(is_private(&path) && !beside.exists());
        let text = KeyRing::load(&path).unwrap().to_text();
        let keys: Vec<&str> = text.expose_secret().lines().map(|line| line.split_once(':').unwrap().1).collect();
        assert!(keys.len() == 2 && keys.iter().all(|key| !said.contains(key)), "{said}");
        home.run(&["key-ring", "retire", "1", "--keys", file, "--yes"]).refused(6, "1 rows still need v1");

        let out = ended(db.url(), &["run", "--once", "--keys", file]);
        let log = String::from_utf8(out.stderr).unwrap();
        assert!(out.status.success() && log.contains("sealed anew"), "{log}");
        assert!(keys.iter().all(|key| !log.contains(key)));
        assert_eq!(versions(&home, file), [(1, true, 0), (2, true, 1)]);
        assert_eq!(home.run(&["key-ring", "retire", "1", "--keys", file]).code, 17, "it asks first");
        home.done(&["key-ring", "retire", "1", "--keys", file, "--yes"]);
        assert!(is_private(&path));
        assert_eq!(versions(&home, file), [(2, true, 1)]);

        // One more that a host with the old file sealed.
        waiting_mail(&house).await;
        assert_eq!(versions(&home, file), [(1, false, 1), (2, true, 1)]);
        let stuck = home.run(&["key-ring", "reseal", "--keys", file, "--json"]);
        assert_eq!((stuck.code, stuck.out.trim()), (12, r#"{"rows":0,"stuck":1,"version":2}"#));
    }

    async fn a_made_ring_is_private_and_never_made_over(db: Fresh) {
        let home = Home::at(db.url());
        let path = home.path().join("ring.keys");
        let create = ["key-ring", "create", "--keys", path.to_str().unwrap()];
        home.done(&create);
        assert!(is_private(&path));
        let made = std::fs::read(&path).unwrap();
        home.run(&create).refused(14, "ring.keys");
        assert_eq!(std::fs::read(&path).unwrap(), made);
    }
}
