//! A script may read the exit codes of both programs by one table.

use std::collections::BTreeMap;

use wardroom::cli::exit::Exit;
use wardroom_worker::exit::Exit as WorkerExit;

/// Said more exactly by the worker, which ends so for one reason only.
const NARROWER: [u8; 4] = [0, 11, 47, 130];

#[test]
fn the_same_number_means_the_same_in_both_programs() {
    let known: BTreeMap<u8, &str> = Exit::ALL.iter().map(|e| (e.code(), e.means())).collect();
    for exit in WorkerExit::ALL {
        let (code, means) = (exit.code(), exit.means());
        match known.get(&code) {
            Some(there) if NARROWER.contains(&code) => {
                assert_ne!(*there, means, "{code} is no exception");
            }
            Some(there) => assert_eq!(*there, means, "{code}"),
            None => assert!(
                code >= 60,
                "{code} is free in `wardroom`, and may come to mean something else there"
            ),
        }
    }
}
