//! An application's secret comes from a file that only its owner can read, or not at all.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use secrecy::ExposeSecret;
use wardroom_core::layout::AppSettings;

fn read(text: &str, mode: u32) -> wardroom_core::Result<AppSettings> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("app.secret");
    fs::write(&file, text).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
    let mut app = AppSettings::default();
    app.set("secret_file", file.to_str().unwrap()).unwrap();
    app.with_secret()
}

#[test]
fn the_secret_is_the_file_without_the_end_of_its_line() {
    let app = read(" with spaces \r\n", 0o600).unwrap();
    assert_eq!(app.secret.unwrap().expose_secret(), " with spaces ");
    let none = AppSettings::default().with_secret().unwrap();
    assert!(none.secret.is_none());
}

#[test]
fn a_file_that_others_read_or_that_is_empty_is_refused() {
    let open = read("s3cret-of-app", 0o644).unwrap_err().to_string();
    assert!(open.contains("open to others (mode 0644)"), "{open}");
    let empty = read("\n", 0o600).unwrap_err().to_string();
    assert_eq!(empty, "secret_file: the file is empty");
}
