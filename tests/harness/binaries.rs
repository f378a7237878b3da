//! The programs under test are there, however the tests were started.

use wardroom_tests::binary;

#[test]
fn both_programs_are_built_beside_the_tests() {
    let beside = std::env::current_exe()
        .unwrap()
        .ancestors()
        .nth(2)
        .unwrap()
        .to_owned();
    for program in [binary::wardroom(), binary::worker()] {
        assert!(program.is_file(), "{} is missing", program.display());
        assert_eq!(program.parent(), Some(beside.as_path()));
    }
}
