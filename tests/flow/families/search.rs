//! Looks for a schedule that goes wrong, one after the other on SQLite; every step is held against the model.

use std::env;

use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use tokio::runtime::Handle;
use tokio::task::block_in_place;
use wardroom_tests::cast::{Shape, World, play};
use wardroom_tests::database::Engine;

use super::house::{Fault, House};
use super::schedule::{self, Case};

/// Schedules in one case: they share a database, a clock and its purges.
const FAMILIES: usize = 50;
/// Cases in each half of the search: 10,000 schedules in both.
const CASES: u32 = 100;

pub(super) fn soaking() -> bool {
    env::var_os("WARDROOM_SOAK").is_some()
}

/// Plays `cases` that follow from `seed` and says what the shortest one that went wrong did.
fn search(
    world: &World,
    cases: u32,
    seed: u8,
    fault: Option<Fault>,
) -> Result<(), TestError<Case>> {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: if fault.is_some() { 0 } else { 200 },
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    // Every night other schedules, every day the same.
    let mut runner = if soaking() && fault.is_none() {
        TestRunner::new(config)
    } else {
        TestRunner::new_with_rng(config, rng)
    };
    block_in_place(|| {
        runner.run(&schedule::cases(FAMILIES), |case| {
            Handle::current().block_on(async {
                let house = House::open(&world.db, case.grace(), fault).await;
                super::play::play(&house, &case).await
            })
        })
    })
}

/// One half of the search, so that two processors share it.
fn half(seed: u8) {
    let cases = if soaking() { 3 * CASES } else { CASES };
    play(Engine::Sqlite, Shape::Own, async move |world: World| {
        if let Err(wrong) = search(&world, cases, seed, None) {
            panic!("{wrong}");
        }
    });
}

#[test]
fn no_interleaving_forks_a_family_or_revives_a_session() {
    half(1);
}

#[test]
fn nor_does_any_of_as_many_others() {
    half(2);
}

/// The search is worth something only if it finds what it looks for.
#[test]
fn a_planted_fault_is_found() {
    for fault in Fault::ALL {
        play(Engine::Sqlite, Shape::Own, async move |world: World| {
            let found = search(&world, 20, 1, Some(fault));
            assert!(
                matches!(found, Err(TestError::Fail(..))),
                "{fault:?} went unnoticed"
            );
        });
    }
}
