//! The thread that notices a vanished terminal. crossterm 0.29 spins at full speed on one (its issue 793), and a
//! program that writes nothing gets no error; blocked in `poll` with no events asked for, this costs nothing.

use std::io;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use tokio::sync::oneshot;

/// What running writes may still take after the terminal went; then the process ends as an unhandled hangup would.
const GRACE: Duration = Duration::from_secs(10);

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
                // Still here: something holds the loop. Ending by the signal is what the shell expects.
                drop(signal_hook::low_level::emulate_default_handler(
                    signal_hook::consts::SIGHUP,
                ));
            }
        })?;
    Ok(told)
}

/// Blocks until the other end of `input` is gone; no events are asked for, so input itself never wakes it.
fn wait(input: &impl std::os::fd::AsFd) -> Result<(), Errno> {
    loop {
        let mut watched = [PollFd::new(input, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if watched
            .iter()
            .any(|watched| watched.revents().intersects(gone))
        {
            return Ok(());
        }
    }
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
