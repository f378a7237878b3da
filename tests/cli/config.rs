//! The configuration file, and what the command line says about itself.

use std::fs;

use wardroom_tests::command::Home;

fn configured(text: &str) -> Home {
    let home = Home::new();
    let folder = home.path().join(".config/wardroom");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), text).unwrap();
    home
}

#[test]
fn without_a_directory_the_next_step_is_said() {
    let ran = Home::new().run(&["db", "status"]);
    ran.refused(
        16,
        "give --database URL, set WARDROOM_DATABASE, or configure one",
    );
    assert_eq!(ran.out, "");
}

#[test]
fn a_misspelt_key_is_refused_with_its_line() {
    let home = configured("[directories.main]\nurl = \"sqlite:main.db\"\nscheme = \"auth\"\n");
    home.run(&["db", "status"])
        .refused(16, "line 3: unknown key `scheme`");
    let ran = home.run(&["--check-config"]);
    assert_eq!(ran.code, 16);
    assert!(ran.out.contains("line 3: unknown key `scheme`"), "{ran:?}");
}

#[test]
fn each_wrong_key_is_one_line_that_names_it_and_the_next_step() {
    let home = configured(
        "[keys.users]\npeak = \"P\"\npeek = \"hyper-x\"\nunlock = \"?\"\n[keys.dialog]\naccept = []\n",
    );
    home.run(&["db", "status"])
        .refused(16, "(and 3 more; see `wardroom --check-config`)");
    let ran = home.run(&["--check-config"]);
    assert_eq!(ran.code, 16);
    let said: Vec<&str> = ran.out.lines().collect();
    assert_eq!(said.len(), 4, "{ran:?}");
    for (line, said) in [
        "line 2: keys.users.peak: no such command there; docs/keys.md",
        "line 3: keys.users.peek: \"hyper-x\" is not a key; write for example",
        "line 4: keys.users.unlock: ? is keys.global.help already; give one of them another key",
        "line 6: keys.dialog.accept: nobody could answer; give it a key",
    ]
    .iter()
    .zip(said)
    {
        assert!(said.contains(line), "{said}");
    }
}

#[test]
fn a_profile_is_chosen_by_name() {
    let home = configured(
        "[directories.one]\nurl = \"sqlite:one.db\"\n[directories.two]\nurl = \"sqlite:two.db\"\n",
    );
    home.run(&["db", "status", "--directory", "two"])
        .refused(23, "sqlite:two.db: no such file");
    home.run(&["db", "status", "--directory", "three"])
        .refused(16, "configured are one, two");
    home.run(&["db", "status"]).refused(16, "no directory");
    assert_eq!(home.run(&["--check-config"]).code, 0);
}

#[test]
fn an_error_is_json_when_json_is_asked_for() {
    let ran = Home::at("sqlite:gone.db").run(&["db", "status", "--json"]);
    assert_eq!(ran.code, 23);
    let error: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(error["error"]["code"], "missing_database");
    assert!(
        error["error"]["message"]
            .as_str()
            .unwrap()
            .contains("gone.db")
    );
}

#[test]
fn help_lists_the_exit_codes_and_a_wrong_command_is_2() {
    let home = Home::new();
    let help = home.done(&["--help"]);
    for line in [
        "  3  you may not do this",
        " 28  a transaction pooler",
        "130  Ctrl-C",
    ] {
        assert!(help.contains(line), "{line:?} is not in the help");
    }
    assert_eq!(home.run(&["frobnicate"]).code, 2);
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let home = Home::new();
    let wardroom = wardroom_tests::binary::wardroom();
    let script = format!("set -o pipefail; {} --help | head -n 1", wardroom.display());
    let out = std::process::Command::new("bash")
        .args(["-c", &script])
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
}

#[test]
fn a_directory_of_another_layout_than_its_profile_says_is_refused() {
    let home = configured(
        "[directories.main]\nurl = \"sqlite:main.db\"\nlayout = \"supabase\"\nenvironment = \"test\"\n",
    );
    home.done(&["init", "--database", "sqlite:main.db"]);
    home.run(&["users", "list"]).refused(
        16,
        "the profile says supabase, but its tables are of the layout own",
    );
}

#[test]
fn what_a_profile_says_of_its_application_is_checked_before_anything_is_opened() {
    let at = |app: &str| {
        configured(&format!(
            "[directories.main]\nurl = \"sqlite:main.db\"\n[directories.main.app]\n{app}\n"
        ))
    };
    at("time_zone = \"Mars\"")
        .run(&["users", "list"])
        .refused(16, "line 4: time_zone: give a zone such as UTC");
    let home = at("secret_file = \"app.secret\"");
    home.done(&["init", "--database", "sqlite:main.db"]);
    home.run(&["users", "list"])
        .refused(14, "the key file app.secret does not exist");
}
