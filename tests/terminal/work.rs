//! What operators do in more than one scene.

use wardroom_tests::pty::{Ended, Terminal};

use crate::stage::quit;

/// From the list to this user's screen.
pub(crate) fn find(terminal: &mut Terminal, email: &str) {
    terminal.wait_for("STATUS");
    terminal.send(&format!("/{email}"));
    terminal.wait_for("1 user ");
    terminal.send("\r\r");
    terminal.wait_for("[1 Overview]");
}

/// From a user's screen, found by `filter`, back to the list of everybody and out.
pub(crate) fn leave(terminal: &mut Terminal, filter: &str) {
    terminal.send("q");
    terminal.wait_for("STATUS");
    // Apart from the next key: the two together are Alt-q.
    terminal.send("\x1b");
    terminal.wait_gone(&format!("› {filter}"));
    assert_eq!(quit(terminal), Ended::Status(0));
}

/// From a user's screen to ten new codes on it; returns that screen.
pub(crate) fn ask_for_codes(terminal: &mut Terminal) -> String {
    terminal.send("Ion the phone\r\r");
    terminal.wait_for("identified?");
    terminal.send("\t\r");
    terminal.wait_for("issue them");
    terminal.send("\t\r");
    terminal.wait_for("the last four of code")
}
