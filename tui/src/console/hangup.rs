//! The thread that notices a vanished terminal. crossterm 0.29 spins at full speed on one (its issue 793), and a
//! program that writes nothing gets no error; blocked in `poll` with no events asked for, this costs nothing.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use futures::Stream;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use tokio::sync::oneshot;

/// What running writes may still take after the terminal went; then the process ends.
const GRACE: Duration = Duration::from_secs(10);

/// A terminal's input that ends when the terminal goes. Asked for more after that, crossterm never returns: the loop
/// would hang in it before it could hear that there is nobody any more.
pub struct Guarded<Input>(pub Input);

impl<Input: Stream + Unpin> Stream for Guarded<Input> {
    type Item = Input::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Input::Item>> {
        match is_gone(&io::stdin(), Some(&Timespec::default())) {
            Ok(false) => Pin::new(&mut self.0).poll_next(context),
            Ok(true) | Err(_) => Poll::Ready(None),
        }
    }
}

/// Resolves once standard input's terminal is gone.
pub fn watch() -> io::Result<oneshot::Receiver<()>> {
    let (tell, told) = oneshot::channel();
    thread::Builder::new()
        .name("hangup".to_owned())
        .spawn(move || {
            if wait(&io::stdin()).is_ok() {
                // An error means that the loop has ended already.
                tell.send(()).unwrap_or_default();
                thread::sleep(GRACE);
                // Still here: something holds the loop.
                end();
            }
        })?;
    Ok(told)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the loop is held and the terminal is gone: there is nobody to return to and nothing to restore"
)]
fn end() {
    // As a shell reports a program that a hangup ended.
    std::process::exit(128 + signal_hook::consts::SIGHUP);
}

/// Blocks until the other end of `input` is gone.
fn wait(input: &impl std::os::fd::AsFd) -> Result<(), Errno> {
    while !is_gone(input, None)? {}
    Ok(())
}

/// Whether the other end of `input` is gone; no events are asked for, so input itself never wakes it.
fn is_gone(input: &impl std::os::fd::AsFd, within: Option<&Timespec>) -> Result<bool, Errno> {
    let mut watched = [PollFd::new(input, PollFlags::empty())];
    match poll(&mut watched, within) {
        Ok(_) => {}
        Err(Errno::INTR) => return Ok(false),
        Err(error) => return Err(error),
    }
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    Ok(watched[0].revents().intersects(gone))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn it_sleeps_through_input_and_wakes_when_the_other_end_goes() {
        let (reader, mut writer) = io::pipe().unwrap();
        let watcher = thread::spawn(move || wait(&reader));
        writer.write_all(b"typed").unwrap();
        thread::sleep(Duration::from_millis(50));
        assert!(!watcher.is_finished());
        drop(writer);
        assert_eq!(watcher.join().unwrap(), Ok(()));
    }
}
