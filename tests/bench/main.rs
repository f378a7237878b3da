//! What the README promises, measured over a million users: lists at the store, the console in a real terminal, sign-ins
//! and refreshes beside what they cannot do without, access tokens, the example over HTTP, the audit; and what an operator
//! does in large directories of other libraries.
//! `cargo run --release -p wardroom-tests --bin wardroom-bench -- --help`
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench that cannot go on must end at once and say why"
)]

mod ask;
mod audit;
mod clients;
mod console;
mod foreign;
mod ground;
mod lists;
mod over_http;
mod process;
mod refresh;
mod report;
mod sample;
mod sign_in;
mod token;

use std::process::ExitCode;

use ask::{Ask, Asked, Part};
use ground::{Ground, Places};
use report::Report;

fn main() -> ExitCode {
    let ask = match Ask::parse(std::env::args().skip(1)) {
        Asked::For(ask) => ask,
        Asked::Help => {
            println!("{}", ask::HELP);
            return ExitCode::SUCCESS;
        }
        Asked::Wrong(why) => {
            eprintln!("wardroom-bench: {why}; see --help");
            return ExitCode::from(2);
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    // Of this run only, unless a folder was named: removed when the bench ends, Ctrl-C included.
    let passing = tempfile::Builder::new()
        .prefix("wardroom-bench-")
        .tempdir()
        .unwrap();
    let places = Places {
        keep: ask.data.is_some(),
        folder: ask
            .data
            .clone()
            .unwrap_or_else(|| passing.path().to_owned()),
    };
    let work = runtime.spawn_blocking(move || measure(&ask, &places));
    let ended = runtime.block_on(async {
        tokio::select! {
            ended = work => ended.ok(),
            _ = tokio::signal::ctrl_c() => None,
        }
    });
    // The servers are stopped and the consoles hung up by the end of this process.
    runtime.shutdown_background();
    drop(passing);
    match ended {
        Some(report) => {
            println!("{report}");
            ExitCode::from(u8::from(!report.holds()))
        }
        None => ExitCode::from(130),
    }
}

fn measure(ask: &Ask, places: &Places) -> Report {
    if ask.parts == [Part::Foreign] {
        return foreign::measure(ask, places);
    }
    let mut report = Report::new(ask.users);
    for engine in &ask.engines {
        let ground = Ground::prepare(*engine, ask.users, places);
        report.begin(engine.word());
        for part in &ask.parts {
            match part {
                Part::Lists => lists::measure(&ground, &mut report),
                Part::Console => console::measure(&ground, &mut report),
                Part::Refresh => refresh::measure(&ground, &mut report),
                Part::Token => token::measure(&ground, &mut report),
                Part::SignIn => sign_in::measure(&ground, &mut report),
                Part::Http => over_http::measure(&ground, &mut report),
                Part::Audit => audit::measure(&ground, &mut report),
                // On directories of its own.
                Part::Foreign => {}
            }
        }
    }
    report
}
