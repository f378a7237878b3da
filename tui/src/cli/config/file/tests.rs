//! What the file may say, and how a wrong value is named.

use super::*;

#[test]
fn every_setting_is_read() {
    let (config, wrong) = check(
        "directory = \"main\"\ncolor = \"never\"\n[directories.main]\nurl = \"sqlite:a.db\"\n\
         environment = \"staging\"\nschema = \"auth\"\noperator_key_file = \"/k\"\n",
    );
    assert_eq!(wrong, [""; 0]);
    let main = &config.directories["main"];
    assert_eq!(main.url.as_deref(), Some("sqlite:a.db"));
    assert_eq!(main.schema.as_deref(), Some("auth"));
    assert!(!main.environment.is_production());
    assert_eq!(config.look.color.as_deref(), Some("never"));
}

#[test]
fn secrets_stay_off_the_clipboard_unless_it_says_so() {
    let secrets = |text| check(text).0.secrets;
    assert_eq!((secrets("").copy, secrets("").save), (false, true));
    let told = secrets("[secrets]\ncopy = true\nsave = false\n");
    assert_eq!((told.copy, told.save), (true, false));
}

#[test]
fn own_keys_are_read_and_a_wrong_one_is_named_with_its_line() {
    let (config, wrong) = check("ascii = true\n[keys.list]\nfilter = \"f\"\n");
    assert_eq!(wrong, [""; 0]);
    assert_ne!(config.keymap, Keymap::default());
    let wrong = |text| check(text).1;
    assert_eq!(
        wrong("keys.list.filter = \"s\""),
        ["line 1: keys.list.filter: s is keys.list.sort already; give one of them another key"]
    );
    let hostile = wrong("[keys.users]\n\"\\u001b[2J\" = \"x\"\nsort = [1]\n");
    assert!(hostile[0].starts_with("line 2: keys.users."), "{hostile:?}");
    assert!(
        hostile[1].starts_with("line 3: keys.users.sort: "),
        "{hostile:?}"
    );
    assert_eq!(wrong("keys = 1"), ["line 1: keys: expected a table"]);
}

#[test]
fn what_is_unknown_is_named_with_its_line() {
    let (_, wrong) =
        check("colour = \"auto\"\n\n[directories.main]\nurl = \"a.db\"\nscheme = \"x\"\n");
    assert_eq!(
        wrong,
        [
            "line 1: unknown key `colour`; known are directory, color, theme, ascii, mouse, live, keys, secrets, directories",
            "line 5: unknown key `scheme`; known are url, environment, schema, operator_key_file, layout, read_only, app"
        ]
    );
}

#[test]
fn a_wrong_value_and_broken_toml_are_named_with_their_line() {
    assert_eq!(
        check("color = 3").1,
        ["line 1: color: expected a text in quotes"]
    );
    assert_eq!(
        check("\ndirectory = \"gone\"").1,
        ["line 2: directory: there is no [directories.gone]"]
    );
    assert!(check("a = 1\nb = = 2").1[0].starts_with("line 2: "));
}

#[test]
fn what_the_tables_do_not_tell_is_read() {
    let (config, wrong) = check(
        "[directories.prod]\nurl = \"a.db\"\nlayout = \"better-auth\"\nread_only = true\n\
         [directories.prod.app]\ntime_zone = \"America/New_York\"\nsecret_file = \"/s\"\n\
         access_token_life = \"5m\"\nkeeps_ended_sessions = true\n\
         [directories.prod.app.tables.session]\ntable = \"app_sessions\"\ncolumns = { token = \"tok\" }\n",
    );
    assert_eq!(wrong, [""; 0]);
    let prod = &config.directories["prod"];
    assert_eq!(prod.layout.as_deref(), Some("better-auth"));
    assert!(prod.is_read_only && prod.app.keeps_ended_sessions);
    assert_eq!(prod.app.time_zone.iana_name(), Some("America/New_York"));
    let session = prod.app.renamed("session").unwrap();
    assert_eq!(session.table.as_deref(), Some("app_sessions"));
    assert_eq!(session.columns["token"], "tok");
}

#[test]
fn what_is_wrong_of_an_application_is_named_with_its_line() {
    let (_, wrong) = check(
        "[directories.a]\nlayout = \"keycloak\"\nread_only = \"yes\"\n[directories.a.app]\n\
         time_zone = \"Mars\"\nsecret = \"s\"\nbase_url = true\napp_sweeps = 1\n\
         tables.user.name = \"x\"\ntables.user.columns = 3\ntables.user.table = \"\\u0007\"\n",
    );
    let said = |line: &str| {
        let found = wrong.iter().find(|w| w.starts_with(line));
        found
            .unwrap_or_else(|| panic!("{line} in {wrong:?}"))
            .as_str()
    };
    for (line, says) in [
        (
            "line 2: ",
            "layout: expected one of: own, authjs, better-auth, supabase",
        ),
        ("line 3: ", "read_only: expected true or false"),
        ("line 5: ", "time_zone: give a zone such as"),
        (
            "line 6: ",
            "unknown key `secret`; known are time_zone, secret_file,",
        ),
        ("line 7: ", "base_url: expected a text in quotes"),
        ("line 8: ", "app_sweeps: expected true or false"),
        ("line 9: ", "unknown key `name`; known are table, columns"),
        ("line 10: ", "columns: expected a table"),
        (
            "line 11: ",
            "tables: give a text without control characters",
        ),
    ] {
        assert!(said(line).contains(says), "{}", said(line));
    }
    assert_eq!(wrong.len(), 9, "{wrong:?}");
}
