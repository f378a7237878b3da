//! The programs under test, built as the tests were and beside them.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

/// The console and its commands.
pub fn wardroom() -> PathBuf {
    built().join("wardroom")
}

/// The worker.
pub fn worker() -> PathBuf {
    built().join("wardroom-worker")
}

/// The example application.
pub fn web_app() -> PathBuf {
    built().join("examples/web_app")
}

/// The folder of them all, after cargo has looked once whether they are missing or stale.
fn built() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = profile();
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        // The same packages as `cargo test --workspace`: with fewer, features and so every dependency would differ.
        build
            .args(["build", "--quiet", "--workspace", "--bins", "--examples"])
            .arg("--target-dir")
            .arg(target());
        if folder.ends_with("release") {
            build.arg("--release");
        }
        let status = build
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .status();
        assert!(
            status.is_ok_and(|s| s.success()),
            "the programs under test do not build"
        );
        folder
    })
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    let profile = profile();
    profile.parent().unwrap().to_owned()
}

fn profile() -> PathBuf {
    let program = env::current_exe().unwrap();
    let mut folder = program.parent().expect("a program lies in a folder");
    // A test lies in <target>/<profile>/deps, a bench beside the programs.
    if folder.ends_with("deps") {
        folder = folder.parent().expect("`deps` lies in a profile's folder");
    }
    folder.to_owned()
}
