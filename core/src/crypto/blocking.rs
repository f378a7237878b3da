//! Runs slow hashing off the async threads, a few at a time: each one holds 19 MiB or more.
use std::sync::LazyLock;
use std::thread::available_parallelism;

use tokio::sync::Semaphore;

use super::CryptoError;

/// More than the processors would only queue inside the kernel, holding memory meanwhile.
const MOST_AT_ONCE: usize = 8;

static PERMITS: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = available_parallelism().map_or(1, usize::from);
    Semaphore::new(processors.min(MOST_AT_ONCE))
});

/// Runs `work` on a blocking thread as soon as one of the few permits is free.
pub(super) async fn run<T, F>(doing: &'static str, work: F) -> Result<T, CryptoError>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    // What a test counts: how many slow hashes an answer took tells what is there.
    tracing::trace!(doing, "slow hash");
    let stopped = || CryptoError::Library { doing };
    let permit = PERMITS.acquire().await.map_err(|_| stopped())?;
    // The permit goes along: a caller that gives up waiting does not end the work or free its memory.
    let task = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        work()
    });
    task.await.map_err(|_| stopped())
}
