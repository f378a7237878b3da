//! `wardroom demo`: filled, enrolled for real, kept on request, and refused on what is not empty.

use wardroom_tests::command::Home;

#[test]
fn a_kept_demo_can_be_signed_in_to_with_what_it_shows() {
    let home = Home::new();
    let kept = home
        .json(&["demo", "--keep", "--no-console", "--users", "50"])
        .remove(0);
    let credentials = home.json(&["demo", "--credentials"]).remove(0);
    assert_eq!(credentials["operator"], "demo");
    assert_eq!(credentials["code"].as_str().unwrap().len(), 6);
    let url = kept["database"].as_str().unwrap();
    home.done(&["db", "verify", "--database", url]);
    let again = home.run(&["demo", "--keep", "--no-console", "--database", url]);
    again.refused(5, "is not empty");
    let folder = std::path::Path::new(url.strip_prefix("sqlite:").unwrap())
        .parent()
        .unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn without_a_terminal_the_console_says_so() {
    let home = Home::new();
    home.run(&["demo", "--users", "5"])
        .refused(17, "the console needs a terminal");
}
