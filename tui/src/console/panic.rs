//! What a panic leaves behind: a sane terminal, one line on stderr, and a report in the state directory.
//! A report never holds a variable: a formatted message may quote what an operator typed.

use std::any::Any;
use std::backtrace::Backtrace;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::panic;
use std::path::{Path, PathBuf};

use super::terminal;

/// From now on a panic restores the terminal and writes its report into `state_dir`.
pub fn install_hook(state_dir: PathBuf) {
    panic::set_hook(Box::new(move |info| {
        // Nothing in here may panic: the process would abort with the terminal still raw.
        drop(terminal::try_restore());
        let place = info
            .location()
            .map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        let report = report(&place, info.payload(), &Backtrace::force_capture());
        let path = state_dir.join(format!("panic-{}.txt", std::process::id()));
        let said = match write_new(&path, &report) {
            Ok(()) => format!(
                "wardroom stopped on a defect of its own; the report is in {}\n",
                path.display()
            ),
            Err(error) => {
                format!("wardroom stopped on a defect of its own; no report, {error}\n{report}")
            }
        };
        drop(io::stderr().write_all(said.as_bytes()));
    }));
}

fn report(place: &str, payload: &dyn Any, trace: &Backtrace) -> String {
    // A literal is ours; a `String` was formatted and may hold anything.
    let message = payload
        .downcast_ref::<&'static str>()
        .copied()
        .unwrap_or("(message left out)");
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("unnamed");
    format!(
        "wardroom {} panicked at {place}, thread {name}: {message}\n\n{trace}\n",
        env!("CARGO_PKG_VERSION")
    )
}

fn write_new(path: &Path, report: &str) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(report.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_keeps_literals_and_leaves_formatted_messages_out() {
        let trace = Backtrace::disabled();
        let written = |payload: &dyn Any| report("src/x.rs:1:2", payload, &trace);
        assert!(written(&"the list is empty").contains("panicked at src/x.rs:1:2"));
        assert!(written(&"the list is empty").contains("the list is empty"));
        assert!(!written(&"wrong: hunter2".to_owned()).contains("hunter2"));
    }

    #[test]
    fn a_report_is_for_its_owner_and_never_overwrites() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("panic-1.txt");
        write_new(&path, "first").unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert!(write_new(&path, "second").is_err());
    }
}
