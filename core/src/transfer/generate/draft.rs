//! What every row is made with: the layout, the plan's now, the vault, the dice, and the batch it goes to.

use std::time::Duration;

use super::batch::Batch;
use super::dice::Dice;
use super::vault::Vault;
use crate::clock::FixedClock;
use crate::db::Value;
use crate::layout::Layout;
use crate::model::{Id, Ts};

/// What stays the same from the first row to the last.
pub(super) struct Setting {
    pub layout: Layout,
    pub now: Ts,
    pub vault: Vault,
}

impl Setting {
    /// So many seconds before the plan's now.
    pub(super) fn ago(&self, seconds: u64) -> Ts {
        self.now.minus(Duration::from_secs(seconds))
    }
}

/// A batch being filled.
pub(super) struct Draft<'a> {
    pub setting: &'a Setting,
    pub dice: &'a Dice,
    pub batch: &'a mut Batch,
}

impl Draft<'_> {
    /// The same batch, filled with what is drawn from other dice.
    pub(super) fn drawing<'b>(&'b mut self, dice: &'b Dice) -> Draft<'b> {
        Draft {
            setting: self.setting,
            dice,
            batch: &mut *self.batch,
        }
    }

    /// An id of the layout's kind, as if made at `at`.
    pub(super) fn id(&self, at: Ts) -> Id {
        let clock = FixedClock::at(at);
        self.setting.layout.fresh_id(&clock, self.dice.entropy())
    }

    /// An instant as the layout's columns spell it.
    pub(super) fn at(&self, at: Ts) -> Value {
        self.setting.layout.at(at)
    }

    /// As [`Draft::at`], for one that may be absent.
    pub(super) fn at_opt(&self, at: Option<Ts>) -> Value {
        self.setting.layout.at_opt(at)
    }

    /// The plan's now.
    pub(super) fn now(&self) -> Ts {
        self.setting.now
    }

    /// So many seconds before now, but not before `from`.
    pub(super) fn since(&self, from: Ts, seconds: u64) -> Ts {
        self.setting.ago(seconds).max(from)
    }
}

pub(super) const HOUR: u64 = 3_600;
pub(super) const DAY: u64 = 24 * HOUR;
