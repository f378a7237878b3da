//! A terminal that is recorded: who is about to be shown a secret is told so first.

use wardroom_tests::database::{Engine, Fresh, run};

use crate::stage::{ANA, CROWDED, PASSWORD, Stage};

#[test]
fn the_recorder_is_named_beside_the_secret() {
    run(Engine::Sqlite, &CROWDED, |db: Fresh| async move {
        let stage = Stage::on(db.url());
        let mut terminal = stage.launch(&[]).env("ASCIINEMA_SESSION", "1").open();
        terminal.wait_for("password");
        terminal.send(&format!("{ANA}\r{}\r\r", stage.code));
        terminal.wait_for("Choose a password");
        terminal.send(&format!("{PASSWORD}\r{PASSWORD}\r"));
        let screen = terminal.wait_for("six digits");
        assert!(screen.contains("asciinema may be recording"), "{screen}");
        assert!(
            screen.contains("▀▀▀▀▀▀▀"),
            "the picture still fits:\n{screen}"
        );
    });
}
