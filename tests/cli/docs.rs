//! `docs/commands.md` is what the program says of itself; a stale one is rewritten and fails.

#[test]
fn the_page_of_commands_is_up_to_date() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/commands.md");
    let made = wardroom::cli::markdown();
    let is_fresh = std::fs::read_to_string(file).is_ok_and(|text| text == made);
    if !is_fresh {
        std::fs::write(file, made).unwrap();
    }
    assert!(is_fresh, "docs/commands.md was stale and is now rewritten");
}
