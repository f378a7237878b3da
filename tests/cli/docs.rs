//! Pages that the programs make of themselves; a stale one is rewritten and fails.

fn assert_fresh(name: &str, made: &str) {
    let file = format!("{}/../docs/{name}", env!("CARGO_MANIFEST_DIR"));
    let is_fresh = std::fs::read_to_string(&file).is_ok_and(|text| text == made);
    if !is_fresh {
        std::fs::write(file, made).unwrap();
    }
    assert!(is_fresh, "docs/{name} was stale and is now rewritten");
}

#[test]
fn the_page_of_commands_is_up_to_date() {
    assert_fresh("commands.md", &wardroom::cli::markdown());
}

#[test]
fn the_page_of_settings_is_up_to_date() {
    let worker = wardroom_worker::cli::command();
    assert_fresh("configuration.md", &wardroom::cli::configuration(&worker));
}

#[test]
fn the_page_of_layouts_is_up_to_date() {
    assert_fresh("layouts.md", &wardroom::cli::layouts());
}
