//! Randomness is handed in: the system's for real work, a seeded stream for tests and the generator.
use std::fmt;
use std::sync::{Mutex, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A source of random bytes.
pub trait Entropy: Send + Sync {
    /// Overwrites all of `bytes` with random ones.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's generator; the only source fit for real secrets.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the source the rule points to"
    )]
    #[expect(
        clippy::expect_used,
        reason = "without randomness no secret may be made: going on would be worse than stopping"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

/// A reproducible stream (`ChaCha20` by seed) for tests and generated data, never for real secrets.
pub struct SeededEntropy(Mutex<ChaCha20Rng>);

impl SeededEntropy {
    /// The stream that belongs to `seed`.
    pub fn new(seed: u64) -> Self {
        Self::stream(seed, 0)
    }

    /// One of the independent streams of `seed`; the first, number 0, is [`SeededEntropy::new`]'s.
    pub fn stream(seed: u64, number: u64) -> Self {
        let mut stream = ChaCha20Rng::seed_from_u64(seed);
        stream.set_stream(number);
        Self(Mutex::new(stream))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut stream = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stream.fill_bytes(bytes);
    }
}

// The stream's state would tell every secret made from it.
impl fmt::Debug for SeededEntropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SeededEntropy(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(source: &dyn Entropy) -> [u8; 32] {
        let mut bytes = [0; 32];
        source.fill(&mut bytes);
        bytes
    }

    #[test]
    fn a_seed_repeats_its_stream_and_no_other() {
        let source = SeededEntropy::new(7);
        let (first, second) = (draw(&source), draw(&source));
        assert_ne!(first, second);
        assert_eq!(draw(&SeededEntropy::new(7)), first);
        assert_ne!(draw(&SeededEntropy::new(8)), first);
        assert_eq!(draw(&SeededEntropy::stream(7, 0)), first);
        assert_ne!(draw(&SeededEntropy::stream(7, 1)), first);
    }

    #[test]
    fn the_system_never_repeats() {
        assert_ne!(draw(&OsEntropy), draw(&OsEntropy));
    }
}
