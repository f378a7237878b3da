//! What breaks while somebody works: the console killed with codes on its screen, the database gone under the list.

use rustix::process::Signal;
use wardroom_tests::cluster::{Cluster, Setup};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;
use wardroom_tests::pty::Ended;
use wardroom_tests::reading::codes_on;

use crate::leaving::signal;
use crate::stage::{CROWDED, Stage, fill, quit};
use crate::work::{ask_for_codes, find};

const SETS: &str =
    "SELECT s.state || ' ' || (SELECT count(*) FROM recovery_codes c WHERE c.set_id = s.id)
    FROM recovery_code_sets s JOIN users u ON u.id = s.user_id
    WHERE u.email = 'alice@example.com' ORDER BY s.created_at";

every_engine! { CROWDED;
    async fn codes_nobody_finished_never_count(db: Fresh) {
        let stage = Stage::on(db.url());
        assert_eq!(db.texts(SETS).await, ["active 10"]);
        let (mut terminal, mut ana) = stage.enrolled();
        find(&mut terminal, "alice@example.com");
        assert_eq!(codes_on(&ask_for_codes(&mut terminal)).len(), 10);
        signal(terminal.pid(), Signal::KILL);
        assert!(matches!(terminal.wait_end(), Ended::Signal(_)));
        assert_eq!(db.texts(SETS).await, ["active 10", "pending 10"]);

        // The next one may issue again; what was left waiting is void, and the old codes still count.
        let mut terminal = stage.console();
        crate::stage::sign_in(&mut terminal, &mut ana);
        find(&mut terminal, "alice@example.com");
        ask_for_codes(&mut terminal);
        assert_eq!(db.texts(SETS).await, ["active 10", "void 10", "pending 10"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_went_away_is_said_and_one_key_tries_again() {
    let cluster = Cluster::start(Setup::default());
    fill(cluster.url("postgres")).await;
    let stage = Stage::on(&cluster.url("postgres"));
    let (mut terminal, _) = stage.enrolled();
    terminal.wait_for("erin@example.com");
    cluster.kill_nine();
    terminal.send("r");
    let gone = terminal.wait_for("r tries again");
    assert!(
        gone.contains("!!") && gone.contains("erin@example.com"),
        "{gone}"
    );
    cluster.restart();
    terminal.send("r");
    let back = terminal.wait_gone("r tries again");
    assert!(back.contains("erin@example.com"), "{back}");
    assert_eq!(quit(&mut terminal), Ended::Status(0));
}
