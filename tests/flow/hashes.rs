//! Counts the slow hashes that one answer takes, by the event each leaves.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use tracing::Dispatch;
use tracing::instrument::WithSubscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::Registry;

struct Counter(Arc<AtomicUsize>);

impl<S: tracing::Subscriber> Layer<S> for Counter {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == "wardroom_core::crypto::blocking"
    }

    fn on_event(&self, _: &tracing::Event<'_>, _: Context<'_, S>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Never dropped: while subscribers of other scenes come and go, an event nobody else asks for would be switched off.
static LISTENING: LazyLock<Dispatch> =
    LazyLock::new(|| Dispatch::new(Registry::default().with(Counter(Arc::default()))));

/// The answer, and how many slow hashes it took.
pub(crate) async fn counted<T>(answer: impl Future<Output = T>) -> (T, usize) {
    LazyLock::force(&LISTENING);
    let count = Arc::new(AtomicUsize::new(0));
    let subscriber = Registry::default().with(Counter(count.clone()));
    let answer = answer.with_subscriber(subscriber).await;
    (answer, count.load(Ordering::Relaxed))
}
