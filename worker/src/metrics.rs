//! What is counted, by sweep and outcome: nothing of any person.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::{counter::Counter, family::Family, gauge::Gauge};
use prometheus_client::registry::{Registry, Unit};
use wardroom_core::job::Delivered;
use wardroom_core::model::KeyStep;
use wardroom_core::sweep::{Report, Standing};

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct BySweep {
    sweep: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ByOutcome {
    sweep: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ByFate {
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ByStep {
    step: &'static str,
}

type Seconds = Gauge<f64, AtomicU64>;

/// Everything `/metrics` tells.
pub(crate) struct Metrics {
    registry: Registry,
    runs: Family<ByOutcome, Counter>,
    rows: Family<BySweep, Counter>,
    batches: Family<BySweep, Counter>,
    longest_batch: Family<BySweep, Seconds>,
    took: Family<BySweep, Seconds>,
    lag: Family<BySweep, Seconds>,
    last_run: Family<BySweep, Seconds>,
    next_run: Family<BySweep, Seconds>,
    signing_keys: Family<ByStep, Counter>,
    mails: Family<ByFate, Counter>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("wardroom");
        macro_rules! families {
            ($($name:ident: $help:literal $(, $unit:ident)?;)+) => {
                Self { $($name: {
                    let family = Family::default();
                    families!(@register registry, $name, $help, family $(, $unit)?);
                    family
                },)+ registry }
            };
            (@register $registry:ident, $name:ident, $help:literal, $family:ident) => {
                $registry.register(stringify!($name), $help, $family.clone())
            };
            (@register $registry:ident, $name:ident, $help:literal, $family:ident, $unit:ident) => {
                $registry.register_with_unit(stringify!($name), $help, Unit::$unit, $family.clone())
            };
        }
        families! {
            runs: "Runs that ended";
            rows: "Rows removed, without those that went along";
            batches: "Transactions of runs";
            longest_batch: "The longest transaction of the last run", Seconds;
            took: "How long the last run took", Seconds;
            lag: "How long the oldest row was past its policy when the last run began", Seconds;
            last_run: "When the last run began, since 1970", Seconds;
            next_run: "When the next run is due, since 1970", Seconds;
            signing_keys: "Signing keys published, activated and removed";
            mails: "Mails that were sent, put off or given up";
        }
    }

    /// A run of this worker's has ended.
    pub(crate) fn ran(&self, report: &Report) {
        let sweep = BySweep {
            sweep: report.sweep,
        };
        let by_outcome = ByOutcome {
            sweep: report.sweep,
            outcome: report.outcome.word(),
        };
        self.runs.get_or_create(&by_outcome).inc();
        self.rows.get_or_create(&sweep).inc_by(count(report.rows));
        self.batches
            .get_or_create(&sweep)
            .inc_by(count(report.batches));
        self.longest_batch
            .get_or_create(&sweep)
            .set(seconds(report.longest_batch_us, 1e6));
        let took = i64::try_from(report.took_ms).unwrap_or(i64::MAX);
        self.took.get_or_create(&sweep).set(seconds(took, 1e3));
        self.lag
            .get_or_create(&sweep)
            .set(seconds(report.lag_seconds.unwrap_or(0), 1.0));
    }

    /// Counts what became of mails.
    pub(crate) fn delivered(&self, delivered: Delivered) {
        let Delivered { sent, later, dead } = delivered;
        for (outcome, mails) in [("sent", sent), ("later", later), ("dead", dead)] {
            self.mails.get_or_create(&ByFate { outcome }).inc_by(mails);
        }
    }

    /// How a sweep stands, whoever ran it.
    pub(crate) fn stands(&self, standing: &Standing) {
        let sweep = BySweep {
            sweep: standing.policy.sweep,
        };
        if let Some(run) = &standing.last_run {
            let at = seconds(run.started_at.us(), 1e6);
            self.last_run.get_or_create(&sweep).set(at);
        }
        if let Some(at) = standing.next_run_at {
            self.next_run
                .get_or_create(&sweep)
                .set(seconds(at.us(), 1e6));
        }
    }

    /// A key that signs access tokens took a step.
    pub(crate) fn signing_key(&self, step: KeyStep) {
        let step = ByStep { step: step.word() };
        self.signing_keys.get_or_create(&step).inc();
    }

    /// All of it, as `OpenMetrics` text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a `String` cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

fn count(of: i64) -> u64 {
    u64::try_from(of).unwrap_or(0)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a gauge for people: microseconds of centuries do not matter"
)]
fn seconds(of: i64, per_second: f64) -> f64 {
    of as f64 / per_second
}
