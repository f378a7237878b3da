//! The `wardroom` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    wardroom::cli::main(std::env::args_os())
}
