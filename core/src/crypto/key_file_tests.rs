//! Key files as an operator may leave them lying about.
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;

/// A directory of its own per test, gone afterwards.
struct Desk(PathBuf);

impl Desk {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("wardroom-key-{}-{n}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn fault_of(result: Result<SecretString, CryptoError>) -> KeyFileFault {
    match result {
        Err(CryptoError::KeyFile { fault, .. }) => fault,
        other => panic!("expected a key file fault, got {other:?}"),
    }
}

#[test]
fn what_is_created_is_private_and_reads_back() {
    let desk = Desk::new();
    let path = desk.file("keys");
    create(&path, &"canary-5f1e".into()).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o7777,
        0o600
    );
    let text = read(&path).unwrap();
    assert_eq!(text.expose_secret(), "canary-5f1e");
    assert!(!format!("{text:?}").contains("canary"));
}

#[test]
fn a_key_is_never_overwritten_not_even_through_a_dangling_link() {
    let desk = Desk::new();
    let path = desk.file("keys");
    create(&path, &"first".into()).unwrap();
    let again = create(&path, &"second".into()).unwrap_err();
    assert!(matches!(
        again,
        CryptoError::KeyFile {
            fault: KeyFileFault::Exists,
            ..
        }
    ));
    assert_eq!(read(&path).unwrap().expose_secret(), "first");

    let link = desk.file("link");
    symlink(desk.file("elsewhere"), &link).unwrap();
    create(&link, &"third".into()).unwrap_err();
    assert!(!desk.file("elsewhere").exists());
}

#[test]
fn every_mode_that_lets_others_in_is_refused() {
    let desk = Desk::new();
    let path = desk.file("keys");
    create(&path, &"k".into()).unwrap();
    for mode in [0o640, 0o604, 0o644, 0o620, 0o610] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert!(matches!(fault_of(read(&path)), KeyFileFault::Mode { mode: seen } if seen == mode));
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    read(&path).unwrap();
}

#[test]
fn somebody_elses_file_is_refused() {
    let desk = Desk::new();
    let path = desk.file("keys");
    create(&path, &"k".into()).unwrap();
    // Only root can give a file away; elsewhere there is nothing to prove here.
    if std::os::unix::fs::chown(&path, Some(65534), None).is_ok() {
        assert!(matches!(
            fault_of(read(&path)),
            KeyFileFault::Owner { owner: 65534 }
        ));
    }
}

#[test]
fn links_directories_pipes_and_strangers_are_refused() {
    let desk = Desk::new();
    let path = desk.file("keys");
    create(&path, &"k".into()).unwrap();
    let link = desk.file("link");
    symlink(&path, &link).unwrap();
    assert!(matches!(fault_of(read(&link)), KeyFileFault::Symlink));
    assert!(matches!(fault_of(read(&desk.0)), KeyFileFault::NotAFile));
    assert!(matches!(
        fault_of(read(&desk.file("none"))),
        KeyFileFault::Missing
    ));

    let pipe = desk.file("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, Mode::RUSR | Mode::WUSR).unwrap();
    assert!(matches!(fault_of(read(&pipe)), KeyFileFault::NotAFile));
}

#[test]
fn too_much_and_not_text_are_refused() {
    let desk = Desk::new();
    let large = desk.file("large");
    create(&large, &"x".repeat(64 * 1024 + 1).into()).unwrap();
    assert!(matches!(
        fault_of(read(&large)),
        KeyFileFault::TooLarge { .. }
    ));

    let binary = desk.file("binary");
    create(&binary, &"x".into()).unwrap();
    fs::write(&binary, [0xff, 0xfe]).unwrap();
    assert!(matches!(
        fault_of(read(&binary)),
        KeyFileFault::Malformed { .. }
    ));
}

#[test]
fn the_error_is_one_line_with_the_path_and_the_next_step() {
    let desk = Desk::new();
    let path = desk.file("keys");
    create(&path, &"canary-77".into()).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let line = read(&path).unwrap_err().to_string();
    assert!(
        line.contains(path.to_str().unwrap())
            && line.contains("0644")
            && line.contains("chmod 600"),
        "{line}"
    );
    assert!(!line.contains('\n') && !line.contains("canary"), "{line}");
}
