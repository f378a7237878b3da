//! The worker seals the audit with a key that is on its host alone, and says the head where the database cannot reach.

use wardroom_core::action::operator::bootstrap;
use wardroom_core::model::Head;
use wardroom_core::store::Known;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::cast::{House, MIGRATED};
use crate::process::ended;

every_engine! { MIGRATED;
    async fn a_round_seals_the_audit_and_logs_its_head(db: Fresh) {
        let house = House::open(db.url()).await;
        bootstrap(&house.directory, "ana", None).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("seal.key");
        let file = file.to_str().unwrap();

        let made = ended(db.url(), &["audit-key", file]);
        assert!(made.status.success(), "{made:?}");
        let public = String::from_utf8(made.stdout).unwrap();
        let again = ended(db.url(), &["audit-key", file]);
        assert!(!again.status.success());
        assert!(String::from_utf8(again.stderr).unwrap().contains("seal.key"));

        let run = ended(db.url(), &["run", "--once", "--audit-key", file]);
        assert!(run.status.success(), "{run:?}");
        let log = String::from_utf8(run.stderr).unwrap();
        let sealed = log.lines().find(|line| line.contains("the audit is sealed")).unwrap();
        let sealed: serde_json::Value = serde_json::from_str(sealed).unwrap();
        assert_eq!(sealed["key"].as_str(), Some(public.trim()));

        let head: Head = sealed["head"].as_str().unwrap().parse().unwrap();
        let known = Known { head: Some(head), keys: vec![public.trim().parse().unwrap()] };
        let verified = house.directory.verify_audit(&known, |_, _| ()).await.unwrap();
        assert!(verified.holds(), "{verified}");
        assert_eq!(verified.head_checked, Some(true));
    }

    async fn a_key_that_others_can_read_stops_the_worker(db: Fresh) {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("seal.key");
        assert!(ended(db.url(), &["audit-key", file.to_str().unwrap()]).status.success());
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let run = ended(db.url(), &["run", "--once", "--audit-key", file.to_str().unwrap()]);
        assert!(!run.status.success());
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(said.contains("seal.key"), "{said}");
    }
}
