//! Measures a purge against one `DELETE`, and sign-ins beside an open audit transaction, on a PostgreSQL with fsync on.
//!
//! `cargo bench -p wardroom-tests --bench purge -- [--sessions 1000000] [--pairs 5] [--sign-ins 2000]`
#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot go on stops and says why"
)]

mod house;
mod purging;
mod sign_ins;
mod sums;

use house::House;

/// What is asked for.
struct Asked {
    sessions: i64,
    pairs: usize,
    sign_ins: usize,
}

impl Asked {
    fn read() -> Self {
        let words: Vec<String> = std::env::args().collect();
        let number = |name: &str, usual: usize| {
            let at = words.iter().position(|word| word == name);
            at.map_or(usual, |at| words[at + 1].parse().unwrap())
        };
        Self {
            sessions: i64::try_from(number("--sessions", 1_000_000)).unwrap(),
            pairs: number("--pairs", 5),
            sign_ins: number("--sign-ins", 2_000),
        }
    }
}

fn main() {
    let asked = Asked::read();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        println!(
            "{} sessions, a refresh token each, 40 % due, scattered; {} build",
            asked.sessions,
            if cfg!(debug_assertions) {
                "debug"
            } else {
                "release"
            },
        );
        let house = House::build(asked.sessions).await;
        purging::measure(&house, asked.pairs).await;
        sign_ins::measure(&house, asked.sign_ins).await;
    });
}
