//! Listens to what core says in its log while one answer is made.

use std::fmt::Debug;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use tracing::Dispatch;
use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::Registry;

/// Where each slow hash says that it begins.
pub(crate) const HASHES: &str = "wardroom_core::crypto::blocking";
/// Where a flow says what happened.
pub(crate) const EVENTS: &str = "wardroom_core::flow::turn";

type Words = Arc<Mutex<Vec<String>>>;

struct Ear {
    targets: &'static [&'static str],
    heard: Words,
}

impl<S: tracing::Subscriber> Layer<S> for Ear {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        self.targets.contains(&metadata.target())
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut word = Word::default();
        event.record(&mut word);
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.push(word.0);
    }
}

/// What an event says in its field `event`.
#[derive(Default)]
struct Word(String);

impl Visit for Word {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "event" {
            value.clone_into(&mut self.0);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

/// Never dropped: while subscribers of other scenes come and go, an event nobody else asks for would be switched off.
static LISTENING: LazyLock<Dispatch> = LazyLock::new(|| {
    Dispatch::new(Registry::default().with(Ear {
        targets: &[HASHES, EVENTS],
        heard: Words::default(),
    }))
});

/// The answer, and what was said at one of the places above.
pub(crate) async fn heard<T>(
    place: &'static [&'static str],
    answer: impl Future<Output = T>,
) -> (T, Vec<String>) {
    LazyLock::force(&LISTENING);
    let heard = Words::default();
    let subscriber = Registry::default().with(Ear {
        targets: place,
        heard: heard.clone(),
    });
    let answer = answer.with_subscriber(subscriber).await;
    let heard = std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
    (answer, heard)
}

/// The answer, and how many slow hashes it took.
pub(crate) async fn counted<T>(answer: impl Future<Output = T>) -> (T, usize) {
    let (answer, hashes) = heard(&[HASHES], answer).await;
    (answer, hashes.len())
}
