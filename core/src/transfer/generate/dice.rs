//! Draws from one seeded stream: numbers, chances, choices and instants.

use crate::entropy::{Entropy, SeededEntropy};
use crate::model::Ts;

/// A seeded stream of draws; the same seed and the same draws give the same results.
pub(super) struct Dice(SeededEntropy);

impl Dice {
    /// The draws of one stream of `seed`.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        Self(SeededEntropy::stream(seed, stream))
    }

    /// The stream itself, for what is made of random bytes.
    pub(super) fn entropy(&self) -> &dyn Entropy {
        &self.0
    }

    /// `N` random bytes.
    pub(super) fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes);
        bytes
    }

    /// A number below `bound`; 0 where there is none.
    pub(super) fn below(&self, bound: u64) -> u64 {
        // The high half of the product: no division, and a bias far below what anyone could count.
        let wide = u128::from(u64::from_le_bytes(self.bytes())) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// As [`Dice::below`], for an index.
    pub(super) fn index(&self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    /// True `percent` times in a hundred.
    pub(super) fn chance(&self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// True once in `n`.
    pub(super) fn once_in(&self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// One of `all`, each as likely. `all` is never empty: these are our own tables.
    pub(super) fn pick<'a, T>(&self, all: &'a [T]) -> &'a T {
        &all[self.index(all.len())]
    }

    /// One of `all`, each as likely as its weight.
    pub(super) fn weighted<'a, T>(&self, all: &'a [(u64, T)]) -> &'a T {
        let mut at = self.below(all.iter().map(|(weight, _)| weight).sum());
        let last = all.len() - 1;
        let chosen = all.iter().position(|(weight, _)| {
            let here = at < *weight;
            at = at.saturating_sub(*weight);
            here
        });
        &all[chosen.unwrap_or(last)].1
    }

    /// An instant from `from` until before `to`; `from` where `to` is not later.
    pub(super) fn instant(&self, from: Ts, to: Ts) -> Ts {
        let span = u64::try_from(to.us().saturating_sub(from.us())).unwrap_or(0);
        let after = i64::try_from(self.below(span)).unwrap_or(0);
        Ts::saturating_from_us(from.us().saturating_add(after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_repeat_and_stay_within_their_bounds() {
        let draw = || {
            let dice = Dice::new(7, 1);
            (0..100).map(|_| dice.below(6)).collect::<Vec<_>>()
        };
        assert_eq!(draw(), draw());
        assert!((0..6).all(|face| draw().contains(&face)));
        assert_eq!(Dice::new(7, 1).below(0), 0);
    }

    #[test]
    fn weights_count() {
        let dice = Dice::new(1, 1);
        let drawn = (0..1_000).filter(|_| *dice.weighted(&[(9, true), (1, false)]));
        assert!((850..950).contains(&drawn.count()));
        assert!((0..100).all(|_| *dice.weighted(&[(0, false), (1, true)])));
    }

    #[test]
    fn an_instant_lies_between_its_ends() {
        let (dice, early, late) = (Dice::new(1, 1), Ts::EPOCH, Ts::saturating_from_us(10));
        assert!((0..100).all(|_| (0..10).contains(&dice.instant(early, late).us())));
        assert_eq!(dice.instant(late, early), late);
    }
}
