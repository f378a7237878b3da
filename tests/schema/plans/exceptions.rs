//! What may read a whole large table all the same, each with its reason. There is no other list.

use wardroom_tests::database::Engine;

/// One statement that may read as much as it does.
pub(super) struct Exception {
    /// A scene's name, or the beginning of it.
    pub(super) scene: &'static str,
    /// A piece of the statement.
    pub(super) text: &'static str,
    /// On which engines it does.
    pub(super) on: &'static [Engine],
    /// Why it may.
    pub(super) why: &'static str,
}

pub(super) const ALL: &[Exception] = &[
    Exception {
        scene: "count_users",
        text: "SELECT count(*)",
        on: &Engine::ALL,
        why: "the exact count is asked for with a key of its own and reads what it must",
    },
    Exception {
        scene: "plan ",
        text: "SELECT count(*)",
        on: &[Engine::Postgres],
        why: "a dry run counts exactly what is due, and says that it does",
    },
    Exception {
        scene: "key_use",
        text: "count(*)",
        on: &[Engine::Postgres],
        why: "a key is thrown away for good only when no row needs it, and the rows are counted to say how many do",
    },
    Exception {
        scene: "action: retention set",
        text: "SELECT count(*)",
        on: &Engine::ALL,
        why: "before a policy is changed it is counted exactly what would then be due",
    },
];
